using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 + exp(beta·x)) / beta, x above a threshold.</summary>
public sealed class Softplus : ParameterLessModule<Tensor, Tensor>
{
    internal Softplus(double beta, double threshold)
        : base(nameof(Softplus))
    {
        this.beta = beta;
        this.threshold = threshold;
    }

    /// <summary>The steepness.</summary>
    public double beta { get; set; }

    /// <summary>From where on the result is x itself.</summary>
    public double threshold { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.softplus(tensor, beta, threshold);
}

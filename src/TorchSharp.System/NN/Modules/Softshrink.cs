using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x moved towards zero by lambda, and no further than zero.</summary>
public sealed class Softshrink : ParameterLessModule<Tensor, Tensor>
{
    internal Softshrink(double lambda)
        : base(nameof(Softshrink))
    {
        this.lambda = lambda;
    }

    /// <summary>The size of the zone around zero.</summary>
    public double lambda { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.softshrink(tensor, lambda);
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x, zero from -lambda to lambda.</summary>
public sealed class Hardshrink : ParameterLessModule<Tensor, Tensor>
{
    internal Hardshrink(double lambda)
        : base(nameof(Hardshrink))
    {
        this.lambda = lambda;
    }

    /// <summary>The size of the zone around zero.</summary>
    public double lambda { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.hardshrink(tensor, lambda);
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x times the probability that a standard normal number is below x.</summary>
public sealed class GELU : ParameterLessModule<Tensor, Tensor>
{
    internal GELU(bool inplace, Approximate approximate = Approximate.none)
        : base(nameof(GELU))
    {
        this.inplace = inplace;
        this.approximate = approximate;
    }

    /// <summary>How the probability is computed.</summary>
    public enum Approximate
    {
        /// <summary>By the error function.</summary>
        none,

        /// <summary>Nearly, by the hyperbolic tangent.</summary>
        tanh,
    }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <summary>How the probability is computed.</summary>
    public Approximate approximate { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
}

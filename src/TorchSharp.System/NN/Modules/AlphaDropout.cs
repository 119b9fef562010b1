using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, sets numbers to the lowest value of SELU at random, and keeps mean and variance.</summary>
public sealed class AlphaDropout : ParameterLessModule<Tensor, Tensor>
{
    internal AlphaDropout(double p, bool inplace)
        : base(nameof(AlphaDropout))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of zero.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.alpha_dropout(tensor, p, training, inplace);
}

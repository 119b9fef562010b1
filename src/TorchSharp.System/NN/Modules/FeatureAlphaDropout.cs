using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, sets whole channels to the lowest value of SELU at random, and keeps mean and variance.</summary>
public sealed class FeatureAlphaDropout : ParameterLessModule<Tensor, Tensor>
{
    internal FeatureAlphaDropout(double p, bool inplace)
        : base(nameof(FeatureAlphaDropout))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of zero.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.feature_alpha_dropout(input, p, training, inplace);
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, sets whole channels of [B, C, H, W] to zero at random and scales the rest up.</summary>
public sealed class Dropout2d : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout2d(double p, bool inplace)
        : base(nameof(Dropout2d))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of zero.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.dropout2d(input, p, training, inplace);
}

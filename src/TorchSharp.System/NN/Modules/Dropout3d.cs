using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, sets whole channels of [B, C, D, H, W] to zero at random and scales the rest up.</summary>
public sealed class Dropout3d : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout3d(double p, bool inplace)
        : base(nameof(Dropout3d))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of zero.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.dropout3d(input, p, training, inplace);
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, sets whole channels of [B, C, L] to zero at random and scales the rest up.</summary>
public sealed class Dropout1d : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout1d(double p, bool inplace)
        : base(nameof(Dropout1d))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of zero.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.dropout1d(tensor, p, training, inplace);
}

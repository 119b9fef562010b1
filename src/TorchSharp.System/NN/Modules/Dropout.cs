using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, sets single numbers to zero at random and scales the rest up.</summary>
public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of zero.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
}

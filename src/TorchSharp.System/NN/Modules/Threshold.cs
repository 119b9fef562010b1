using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where it is above a threshold, a value elsewhere.</summary>
public sealed class Threshold : ParameterLessModule<Tensor, Tensor>
{
    internal Threshold(double threshold, double value, bool inplace)
        : base(nameof(Threshold))
    {
        this.threshold = threshold;
        this.value = value;
        this.inplace = inplace;
    }

    /// <summary>From where on x is kept.</summary>
    public double threshold { get; set; }

    /// <summary>What stands elsewhere.</summary>
    public double value { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.threshold(tensor, threshold, value, inplace);
}

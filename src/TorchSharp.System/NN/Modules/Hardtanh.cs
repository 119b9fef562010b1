using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x cut to a range.</summary>
public sealed class Hardtanh : ParameterLessModule<Tensor, Tensor>
{
    internal Hardtanh(double min_val, double max_val, bool inplace)
        : base(nameof(Hardtanh))
    {
        this.min_val = min_val;
        this.max_val = max_val;
        this.inplace = inplace;
    }

    /// <summary>The smallest result.</summary>
    public double min_val { get; set; }

    /// <summary>The largest result.</summary>
    public double max_val { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.hardtanh(tensor, min_val, max_val, inplace);

    /// <inheritdoc/>
    public override string GetName() => nameof(Hardtanh);
}

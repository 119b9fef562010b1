using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A module that pads the last dimensions.</summary>
public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
{
    private readonly PaddingModes mode;

    /// <summary>Pads, from the last dimension on, by two numbers for each: before and after.</summary>
    protected PadBase(string name, PaddingModes mode, double value, params long[] padding)
        : base(name)
    {
        this.mode = mode;
        this.value = value;
        this.padding = padding;
    }

    /// <summary>How much to pad: before and after, from the last dimension on.</summary>
    public long[] padding { get; set; }

    /// <summary>The value outside, for constant padding.</summary>
    public double value { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, mode, value);
}

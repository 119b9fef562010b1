using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions have in common: weights, strides, padding.</summary>
public abstract partial class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>The bias of each output channel, if there is one.</summary>
    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    /// <summary>The weights.</summary>
    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    /// <summary>The padding as <see cref="nn.functional.pad(Tensor, long[], PaddingModes, double)"/> takes it.</summary>
    protected long[] _reversed_padding_repeated_twice = [];

    /// <summary>Makes weights and bias, uniformly distributed within one over the square root of the number of inputs of an output.</summary>
    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        if (transposed && padding_mode != PaddingModes.Zeros)
        {
            throw new ArgumentException("A transposed convolution pads with zeros alone.", nameof(padding_mode));
        }

        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        if (padding_type is { } rule)
        {
            SetPadding(rule);
        }
        else
        {
            SetPadding(padding ?? new long[kernel_size.Length]);
        }

        long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        weight = EmptyParameter([.. channels, .. kernel_size], device, dtype);
        this.bias = bias ? EmptyParameter([out_channels], device, dtype) : null;
        reset_parameters();
    }

    /// <summary>The number of input channels.</summary>
    public long in_channels { get; }

    /// <summary>The number of output channels.</summary>
    public long out_channels { get; }

    /// <summary>Whether the convolution is transposed.</summary>
    public bool transposed { get; }

    /// <summary>The rule of padding, if it was set by rule.</summary>
    public Padding? padding_type { get; private set; }

    /// <summary>The padding of each direction, unless it was set by rule.</summary>
    public long[]? padding { get; private set; }

    /// <summary>What stands outside.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>Into how many groups the channels fall.</summary>
    public long groups { get; set; }

    /// <summary>The kernel's size in each direction.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The step in each direction.</summary>
    public long[] stride { get; set; }

    /// <summary>The step between the kernel's values in each direction.</summary>
    public long[] dilation { get; set; }

    /// <summary>What a transposed convolution adds at one side of each direction.</summary>
    public long[] output_padding { get; set; }

    /// <summary>The bias of each output channel; setting it disposes the old one.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => Set(ref _bias, nameof(bias), value);
    }

    /// <summary>The weights [out, in / groups, …]; transposed [in, out / groups, …]. Setting them disposes the old ones.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => Set(ref _weight, nameof(weight), value);
    }

    /// <summary>Draws weights and bias anew.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        if (bias is not null && fanIn != 0)
        {
            var bound = 1 / Math.Sqrt(fanIn);
            nn.init.uniform_(bias, -bound, bound);
        }
    }

    /// <summary>Disposes weights and bias.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _weight?.Dispose();
            _bias?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Moves and converts weights and bias.</summary>
    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => Moved(dtype, device);

    /// <summary>Moves weights and bias.</summary>
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => Moved(null, new Device(deviceType, deviceIndex));

    /// <summary>Converts weights and bias.</summary>
    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => Moved(dtype, null);

    private Convolution Moved(ScalarType? dtype, Device? device)
    {
        Move(ref _weight, nameof(weight), dtype, device);
        Move(ref _bias, nameof(bias), dtype, device);
        return this;
    }
}

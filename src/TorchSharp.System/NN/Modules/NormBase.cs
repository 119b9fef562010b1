using TorchSharp.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What normalisations over batches or instances have in common: scale, shift and running statistics.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    [ComponentName(Name = nameof(running_mean))]
    private Tensor? _running_mean;

    [ComponentName(Name = nameof(running_var))]
    private Tensor? _running_var;

    [ComponentName(Name = nameof(num_batches_tracked))]
    private Tensor? _num_batches_tracked;

    /// <summary>Makes scale and shift if <paramref name="affine"/>, and running statistics if <paramref name="track_running_stats"/>.</summary>
    public NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = EmptyParameter([num_features], device, dtype);
            bias = EmptyParameter([num_features], device, dtype);
        }

        if (track_running_stats)
        {
            running_mean = Empty([num_features], device, dtype);
            running_var = Empty([num_features], device, dtype);
            num_batches_tracked = Empty([], device, dtype ?? ScalarType.Int64);
        }

        reset_parameters();
    }

    /// <summary>The number of channels.</summary>
    public long num_features { get; private set; }

    /// <summary>What is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>The share of a new batch in the running statistics; null for the mean over all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether there are scale and shift.</summary>
    public bool affine { get; private set; }

    /// <summary>Whether there are running statistics.</summary>
    public bool track_running_stats { get; private set; }

    /// <summary>The scale of each channel; setting it disposes the old one.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => Set(ref _weight, nameof(weight), value);
    }

    /// <summary>The shift of each channel; setting it disposes the old one.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => Set(ref _bias, nameof(bias), value);
    }

    /// <summary>The running mean of each channel; setting it disposes the old one.</summary>
    public Tensor? running_mean
    {
        get => _running_mean;
        set => Set(ref _running_mean, nameof(running_mean), value);
    }

    /// <summary>The running variance of each channel; setting it disposes the old one.</summary>
    public Tensor? running_var
    {
        get => _running_var;
        set => Set(ref _running_var, nameof(running_var), value);
    }

    /// <summary>The number of batches that the running statistics saw; setting it disposes the old one.</summary>
    public Tensor? num_batches_tracked
    {
        get => _num_batches_tracked;
        set => Set(ref _num_batches_tracked, nameof(num_batches_tracked), value);
    }

    /// <summary>Sets the running mean to 0 and the running variance to 1.</summary>
    public void reset_running_stats()
    {
        if (track_running_stats)
        {
            nn.init.zeros_(_running_mean!);
            nn.init.ones_(_running_var!);
            nn.init.zeros_(_num_batches_tracked!);
        }
    }

    /// <summary>Sets the scale to 1, the shift to 0, and the running statistics back.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (affine)
        {
            nn.init.ones_(_weight!);
            nn.init.zeros_(_bias!);
        }
    }

    /// <summary>Throws unless the input has a fitting number of dimensions.</summary>
    protected abstract void ValidateInputDimensions(Tensor input);

    /// <summary>Disposes scale, shift and running statistics.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _weight?.Dispose();
            _bias?.Dispose();
            _running_mean?.Dispose();
            _running_var?.Dispose();
            _num_batches_tracked?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Moves everything, and converts what is of floating type.</summary>
    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => Moved(dtype, device);

    /// <summary>Moves everything.</summary>
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => Moved(null, new Device(deviceType, deviceIndex));

    /// <summary>Converts what is of floating type.</summary>
    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => Moved(dtype, null);

    private protected static void RequireDimensions(Tensor input, params ReadOnlySpan<long> allowed)
    {
        if (!allowed.Contains(input.ndim))
        {
            throw new ArgumentException(FormattableString.Invariant($"The input has {input.ndim} dimensions where {string.Join(" or ", allowed.ToArray())} are expected."));
        }
    }

    /// <summary>Counts a training batch, and says what share it has in the running statistics.</summary>
    private protected double CountBatch()
    {
        if (!training || !track_running_stats || _num_batches_tracked is null)
        {
            return momentum ?? 0;
        }

        Aten.add__Scalar.InPlace(_num_batches_tracked, 1L);
        return momentum ?? 1 / _num_batches_tracked.ToScalar().ToDouble();
    }

    private NormBase Moved(ScalarType? dtype, Device? device)
    {
        Move(ref _weight, nameof(weight), dtype, device);
        Move(ref _bias, nameof(bias), dtype, device);
        Move(ref _running_mean, nameof(running_mean), dtype, device);
        Move(ref _running_var, nameof(running_var), dtype, device);
        Move(ref _num_batches_tracked, nameof(num_batches_tracked), dtype, device);
        return this;
    }
}

using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises groups of channels of each sample by their own mean and variance.</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
        : base(nameof(GroupNorm))
    {
        this.num_groups = num_groups;
        this.eps = eps;
        this.affine = affine;
        if (affine)
        {
            weight = EmptyParameter([num_channels], device, dtype);
            bias = EmptyParameter([num_channels], device, dtype);
            nn.init.ones_(_weight!);
            nn.init.zeros_(_bias!);
        }
    }

    /// <summary>The number of groups.</summary>
    public long num_groups { get; set; }

    /// <summary>What is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there are weights and bias.</summary>
    public bool affine { get; set; }

    /// <summary>The weights; setting them disposes the old ones.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => Set(ref _weight, nameof(weight), value);
    }

    /// <summary>The bias; setting it disposes the old one.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => Set(ref _bias, nameof(bias), value);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has fewer than 3 dimensions.</exception>
    public override Tensor forward(Tensor tensor) => tensor.Dimensions >= 3
        ? nn.functional.group_norm(tensor, num_groups, _weight, _bias, eps)
        : throw new ArgumentException(FormattableString.Invariant($"GroupNorm takes 3 dimensions or more; the input has {tensor.Dimensions}."));

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

    private GroupNorm Moved(ScalarType? dtype, Device? device)
    {
        Move(ref _weight, nameof(weight), dtype, device);
        Move(ref _bias, nameof(bias), dtype, device);
        return this;
    }
}

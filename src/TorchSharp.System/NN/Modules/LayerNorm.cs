using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises the last dimensions of each sample by their own mean and variance.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        this.normalized_shape = normalized_shape;
        this.eps = eps;
        this.elementwise_affine = elementwise_affine;
        if (elementwise_affine)
        {
            weight = EmptyParameter(normalized_shape, device, dtype);
            this.bias = bias ? EmptyParameter(normalized_shape, device, dtype) : null;
        }

        reset_parameters();
    }

    /// <summary>The sizes of the last dimensions that are normalised together.</summary>
    public long[] normalized_shape { get; set; }

    /// <summary>What is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there are weights.</summary>
    public bool elementwise_affine { get; set; }

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

    /// <summary>Sets the weights to 1 and the bias to 0.</summary>
    public void reset_parameters()
    {
        if (_weight is not null)
        {
            nn.init.ones_(_weight);
        }

        if (_bias is not null)
        {
            nn.init.zeros_(_bias);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);

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

    private LayerNorm Moved(ScalarType? dtype, Device? device)
    {
        Move(ref _weight, nameof(weight), dtype, device);
        Move(ref _bias, nameof(bias), dtype, device);
        return this;
    }
}

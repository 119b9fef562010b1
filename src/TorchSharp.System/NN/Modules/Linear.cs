using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The product of the last dimension with a matrix, plus a bias.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        var shape = weight.shape;
        in_features = shape[1];
        out_features = shape[0];
        this.weight = weight;
        this.bias = bias;
    }

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Linear))
    {
        in_features = inputSize;
        out_features = outputSize;
        weight = EmptyParameter([outputSize, inputSize], device, dtype);
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (hasBias)
        {
            bias = EmptyParameter([outputSize], device, dtype);
            var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
            nn.init.uniform_(bias, -bound, bound);
        }
    }

    /// <summary>The size of the last dimension of the input.</summary>
    public long in_features { get; set; }

    /// <summary>The size of the last dimension of the output.</summary>
    public long out_features { get; set; }

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
    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, _weight!, _bias);

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

    private Linear Moved(ScalarType? dtype, Device? device)
    {
        Move(ref _weight, nameof(weight), dtype, device);
        Move(ref _bias, nameof(bias), dtype, device);
        return this;
    }
}

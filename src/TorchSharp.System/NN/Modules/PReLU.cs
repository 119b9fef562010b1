using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x above zero, a learned fraction of it below.</summary>
public sealed class PReLU : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype)
        : base(nameof(PReLU))
    {
        this.num_parameters = num_parameters;
        this.init = init;
        weight = EmptyParameter([num_parameters], device, dtype);
        nn.init.constant_(weight, init);
    }

    /// <summary>1, or the number of channels.</summary>
    public long num_parameters { get; private set; }

    /// <summary>The fraction at the beginning.</summary>
    public double init { get; private set; }

    /// <summary>The fractions; setting them disposes the old ones.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => Set(ref _weight, nameof(weight), value);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, weight);

    /// <inheritdoc/>
    public override string GetName() => nameof(PReLU);

    /// <summary>Disposes the fractions.</summary>
    protected override void Dispose(bool disposing) => base.Dispose(disposing);
}

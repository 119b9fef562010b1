using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>
/// The weights of a network from before it was fused or changed its type, so that it can still be saved. On the processor these are the very
/// tensors that fusing replaces, so that keeping them costs no copy; from other devices they are brought home.
/// </summary>
internal sealed class UnfusedWeights : IDisposable
{
    private readonly ModelSpec spec;
    private readonly IReadOnlyDictionary<int, IReadOnlyList<string>> keypointNames;
    private readonly IReadOnlyList<double> strides;
    private readonly LayerSettings settings;
    private readonly List<(string Key, Tensor Value)> tensors = [];
    private IReadOnlyList<string> names;

    internal UnfusedWeights(YoloNetwork network)
    {
        (spec, names, keypointNames) = (network.Spec, network.Names, network.KeypointNames);
        (strides, settings) = (network.Strides, LayerSettings.Of(network));
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (key, value) in network.StateEntries())
        {
            var kept = value.device_type == DeviceType.CPU ? value.detach() : value.detach().cpu();
            tensors.Add((key, kept.DetachFromDisposeScope()));
        }
    }

    /// <summary>A network with these weights, on the processor. The caller disposes it.</summary>
    internal YoloNetwork Restore()
    {
        using var allocation = new WeightAllocation();
        var network = ModelBuilder.Build(spec, strides);
        (network.Names, network.KeypointNames) = (names, keypointNames);
        settings.Apply(network);
        using var noGradient = no_grad();
        foreach (var ((_, value), (_, target)) in tensors.Zip(network.StateEntries()))
        {
            target.copy_(value);
        }

        return network;
    }

    /// <summary>Gives the classes of the network other names.</summary>
    internal void Rename(IReadOnlyList<string> classes) => names = classes;

    public void Dispose()
    {
        foreach (var (_, value) in tensors)
        {
            value.Dispose();
        }
    }
}

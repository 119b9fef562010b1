using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using Yolo.Checkpoints;
using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>All entries of a network's state dictionary as plain values, in full precision, and back.</summary>
internal static class NetworkState
{
    /// <summary>Every parameter and buffer by its key.</summary>
    /// <param name="network">Stays the caller's.</param>
    /// <param name="copy">Whether to copy; else what is given is good for writing until the network changes or the caller's dispose scope ends.</param>
    internal static Dictionary<string, object?> Capture(YoloNetwork network, bool copy = true) =>
        network.StateEntries().ToDictionary(entry => entry.Key, entry => (object?)(copy ? WeightTransfer.ToData(entry.Value) : WeightTransfer.ToView(entry.Value)), StringComparer.Ordinal);

    /// <summary>Puts back, bit for bit, what <see cref="Capture"/> gave.</summary>
    /// <exception cref="ArgumentException">It is of another network.</exception>
    internal static void Restore(YoloNetwork network, IReadOnlyDictionary<string, object?> state)
    {
        var tensors = state.Where(entry => entry.Value is TensorData).ToDictionary(entry => entry.Key, entry => (TensorData)entry.Value!, StringComparer.Ordinal);
        WeightTransfer.Copy(network, tensors, report =>
        {
            if (!report.IsComplete)
            {
                throw new ArgumentException($"The weights are not those of the network {network.Spec.Name} ({report}).", nameof(state));
            }
        });
    }

    /// <summary>A network of the same description and settings on the same device, with the same values and layout. The caller disposes it.</summary>
    internal static YoloNetwork Copy(YoloNetwork network)
    {
        using var allocation = new WeightAllocation();
        var copy = ModelBuilder.Build(network.Spec, network.Strides);
        (copy.Names, copy.KeypointNames) = (network.Names, network.KeypointNames);
        LayerSettings.Of(network).Apply(copy);
        if (copy.Head is { } head)
        {
            (head.EndToEnd, head.MaximumDetections) = (network.Head!.EndToEnd, network.Head.MaximumDetections);
        }

        copy.to(network.StateEntries().First().Value.device);
        if (IsChannelsLast(network))
        {
            copy.UseChannelsLast();
        }

        using var noGradient = no_grad();
        foreach (var (source, target) in network.StateEntries().Zip(copy.StateEntries()))
        {
            target.Value.copy_(source.Value);
        }

        return copy;
    }

    /// <summary>Whether its convolutions are laid out channels-last.</summary>
    internal static bool IsChannelsLast(YoloNetwork network) =>
        network.modules().OfType<Convolution>().Any(convolution => convolution.weight.dim() == 4 && !convolution.weight.is_contiguous());

    /// <summary>The key of the first weight or statistic that holds something that is no number; null if all are numbers.</summary>
    internal static string? FirstBroken(YoloNetwork network)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var entries = network.StateEntries().Where(entry => entry.Value.is_floating_point()).ToList();

        // A sum is no number as soon as one of its parts is none.
        var sums = stack(entries.Select(entry => entry.Value.sum(ScalarType.Float32))).cpu();
        var broken = Array.FindIndex(MemoryMarshal.Cast<byte, float>(sums.bytes).ToArray(), sum => !float.IsFinite(sum));
        return broken < 0 ? null : entries[broken].Key;
    }
}

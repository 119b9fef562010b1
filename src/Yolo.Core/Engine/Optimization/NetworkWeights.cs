using System.Runtime.InteropServices;
using Yolo.Callbacks;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>What callbacks may do with the weights of a network in training.</summary>
/// <param name="network">The network in training.</param>
/// <param name="average">The average of its weights; null if none is kept.</param>
internal sealed class NetworkWeights(YoloNetwork network, WeightAverage? average) : IWeights
{
    /// <inheritdoc/>
    public bool HasAverage => average is not null;

    /// <summary>Called when captured weights were put back; null, the default, for nothing.</summary>
    internal Action? Restored { get; init; }

    /// <inheritdoc/>
    public bool ValidatesAverage => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames => [.. network.named_parameters().Where(entry => entry.parameter.requires_grad).Select(entry => entry.name)];

    /// <inheritdoc/>
    public IDisposable Capture()
    {
        using var noGradient = no_grad();
        return new Copy([.. Values().Select(value => value.clone().DetachFromDisposeScope())]);
    }

    /// <inheritdoc/>
    public void Restore(IDisposable captured)
    {
        var targets = Values();
        if (captured is not Copy { Values: { Count: > 0 } values } || values.Count != targets.Count)
        {
            throw new ArgumentException("These weights were not captured from this network, or they were disposed.", nameof(captured));
        }

        using (no_grad())
        {
            foreach (var (target, value) in targets.Zip(values))
            {
                target.copy_(value);
            }
        }

        Restored?.Invoke();
    }

    /// <inheritdoc/>
    public void SwapAverage() =>
        (average ?? throw new InvalidOperationException("This training keeps no average of its weights.")).Swap();

    /// <inheritdoc/>
    public float[] Read(string parameterName)
    {
        var parameter = network.get_parameter(parameterName)
            ?? throw new ArgumentException($"The network has no parameter {parameterName}.{NearestName.Suggest(parameterName, ParameterNames)}", nameof(parameterName));
        using var scope = NewDisposeScope();
        return MemoryMarshal.Cast<byte, float>(parameter.detach().to(ScalarType.Float32).cpu().contiguous().bytes).ToArray();
    }

    // First those of the network that learns, then their average, whichever network they are in at the moment.
    private List<Tensor> Values()
    {
        var own = network.StateEntries().Select(entry => entry.Value);
        var averaged = average?.Network.StateEntries().Select(entry => entry.Value) ?? [];
        return [.. average is { IsSwapped: true } ? averaged.Concat(own) : own.Concat(averaged)];
    }

    private sealed class Copy(List<Tensor> values) : IDisposable
    {
        internal List<Tensor> Values { get; } = values;

        public void Dispose()
        {
            Values.ForEach(value => value.Dispose());
            Values.Clear();
        }
    }
}

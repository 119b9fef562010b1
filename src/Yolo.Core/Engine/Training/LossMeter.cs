using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>
/// The loss items of the last batch and their running means over an epoch. They stay on the device until someone asks for numbers, so that a
/// training on a GPU waits for none of them.
/// </summary>
/// <remarks>Legend: T terms.</remarks>
internal sealed class LossMeter : IDisposable
{
    private Tensor? items;
    private Tensor? means;
    private float[]? values;
    private float[]? meanValues;
    private int batches;

    /// <summary>Items of the last batch; empty before the first.</summary>
    internal float[] Values => values ??= Read(items);

    /// <summary>Means over the epoch so far; empty before the first batch.</summary>
    internal float[] MeanValues => meanValues ??= Read(means);

    /// <summary>Forgets the epoch.</summary>
    internal void Clear()
    {
        items?.Dispose();
        means?.Dispose();
        (items, means, values, meanValues, batches) = (null, null, null, null, 0);
    }

    /// <summary>Adds the items of a batch, [T]; they stay their owner's.</summary>
    internal void Add(Tensor batchItems)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        items?.Dispose();
        items = batchItems.detach().to(ScalarType.Float32).clone().DetachFromDisposeScope();
        if (means is null)
        {
            means = items.clone().DetachFromDisposeScope();
        }
        else
        {
            means.MultiplyInPlace(batches).AddInPlace(items).DivideInPlace(batches + 1);
        }

        (values, meanValues) = (null, null);
        batches++;
    }

    /// <summary>What it holds, as plain values.</summary>
    internal Dictionary<string, object?> Capture() => new(StringComparer.Ordinal)
    {
        ["items"] = Values.Select(object? (value) => (double)value).ToList(),
        ["means"] = MeanValues.Select(object? (value) => (double)value).ToList(),
        ["batches"] = (long)batches,
    };

    /// <summary>Goes on in the middle of an epoch.</summary>
    /// <param name="state">What <see cref="Capture"/> gave; null for the start of an epoch.</param>
    /// <param name="device">Where the losses come from.</param>
    internal void Restore(IReadOnlyDictionary<string, object?>? state, Device device)
    {
        Clear();
        if (state is not null && (long)state["batches"]! > 0)
        {
            batches = (int)(long)state["batches"]!;
            items = Tensor(state["items"], device);
            means = Tensor(state["means"], device);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The numbers stay readable when the run is over.
        (values, meanValues) = (Values, MeanValues);
        items?.Dispose();
        means?.Dispose();
        (items, means) = (null, null);
    }

    private static Tensor Tensor(object? numbers, Device device) =>
        tensor(((IReadOnlyList<object?>)numbers!).Select(number => (float)(double)number!).ToArray(), device: device).DetachFromDisposeScope();

    private static float[] Read(Tensor? tensor)
    {
        if (tensor is null)
        {
            return [];
        }

        using var scope = NewDisposeScope();
        return tensor.cpu().data<float>().ToArray();
    }
}

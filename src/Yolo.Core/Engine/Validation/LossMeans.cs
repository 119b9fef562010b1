using static TorchSharp.torch;

namespace Yolo.Engine.Validation;

/// <summary>Means of the loss items over the batches of a run.</summary>
/// <remarks>Legend: T terms.</remarks>
internal sealed class LossMeans
{
    private double[] sums = [];
    private int batches;

    /// <summary>Adds the items of a batch.</summary>
    /// <param name="items">[T], any type and device; stays its owner's.</param>
    internal void Add(Tensor items)
    {
        using var scope = NewDisposeScope();
        var values = items.to(ScalarType.Float64).cpu().data<double>().ToArray();
        sums = batches == 0 ? values : [.. sums.Zip(values, (sum, value) => sum + value)];
        batches++;
    }

    internal void Clear() => (sums, batches) = ([], 0);

    /// <summary>The means, such as <c>val/box_loss</c>; empty before the first batch.</summary>
    internal IReadOnlyDictionary<string, double> ByColumn(string prefix, IReadOnlyList<string> names) =>
        sums.Zip(names, (sum, name) => (name, sum)).ToDictionary(item => $"{prefix}/{item.name}", item => item.sum / batches, StringComparer.Ordinal);
}

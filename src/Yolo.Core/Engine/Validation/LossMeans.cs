using static TorchSharp.torch;

namespace Yolo.Engine.Validation;

/// <summary>Means of the loss items over the batches of a run.</summary>
/// <remarks>Legend: T terms.</remarks>
internal sealed class LossMeans
{
    private readonly List<double[]> batches = [];

    /// <summary>Adds the items of a batch.</summary>
    /// <param name="items">[T], any type and device; stays its owner's.</param>
    internal void Add(Tensor items)
    {
        using var scope = NewDisposeScope();
        var values = items.to(ScalarType.Float64).cpu().data<double>().ToArray();
        batches.Add(values);
    }

    internal void Clear() => batches.Clear();

    /// <summary>Writes the items of all batches so far.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(batches.Count);
        foreach (var items in batches)
        {
            writer.Write(items.Length);
            Array.ForEach(items, writer.Write);
        }
    }

    /// <summary>Adds what <see cref="Write"/> has written, as if its batches came next.</summary>
    internal void Add(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var items = new double[reader.ReadInt32()];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = reader.ReadDouble();
            }

            batches.Add(items);
        }
    }

    /// <summary>The means, such as <c>val/box_loss</c>; empty before the first batch.</summary>
    internal IReadOnlyDictionary<string, double> ByColumn(string prefix, IReadOnlyList<string> names) =>
        batches.Count == 0 ? new Dictionary<string, double>()
        : names.Index().ToDictionary(name => $"{prefix}/{name.Item}", name => batches.Sum(items => items[name.Index]) / batches.Count, StringComparer.Ordinal);
}

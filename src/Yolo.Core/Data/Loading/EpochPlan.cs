using Yolo.Data.Sampling;

namespace Yolo.Data.Loading;

/// <summary>Which samples an epoch visits in which order and batches. It follows from its arguments alone, so a run can go on in the middle of it.</summary>
internal sealed class EpochPlan
{
    private readonly IReadOnlyList<int> order;
    private readonly IReadOnlyList<(int Width, int Height)>? sizes;
    private readonly (int Width, int Height) size;

    private EpochPlan(long epoch, IReadOnlyList<int> order, int batchSize, (int Width, int Height) size, IReadOnlyList<(int Width, int Height)>? sizes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (Epoch, this.order, BatchSize, this.size, this.sizes) = (epoch, order, batchSize, size, sizes);
    }

    /// <summary>Epoch, from 0.</summary>
    public long Epoch { get; }

    /// <summary>Samples of a batch; the last may have fewer.</summary>
    public int BatchSize { get; }

    /// <summary>Number of samples.</summary>
    public int Count => order.Count;

    /// <summary>Number of batches.</summary>
    public int Batches => (Count + BatchSize - 1) / BatchSize;

    /// <summary>A shuffled epoch with square input.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="imageSize">Side of the input in pixels.</param>
    /// <returns>The plan.</returns>
    public static EpochPlan Shuffled(long seed, long epoch, int count, int batchSize, int imageSize) =>
        new(epoch, SampleOrder.Shuffle(seed, epoch, count), batchSize, (imageSize, imageSize), null);

    /// <summary>An epoch in the order of the data set with input of one size.</summary>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="size">Width and height of the input in pixels.</param>
    /// <returns>The plan.</returns>
    internal static EpochPlan Sequential(long epoch, int count, int batchSize, (int Width, int Height) size) =>
        new(epoch, [.. Enumerable.Range(0, count)], batchSize, size, null);

    /// <summary>An epoch by shapes; it is not shuffled.</summary>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="rectangles">Order and sizes.</param>
    /// <returns>The plan.</returns>
    public static EpochPlan Rectangular(long epoch, RectangularBatches rectangles)
    {
        ArgumentNullException.ThrowIfNull(rectangles);
        return new(epoch, rectangles.Order, rectangles.BatchSize, default, rectangles.Sizes);
    }

    /// <summary>
    /// A plan of the same batches, of which it has a part: its samples are positions of this plan. All parts together are the whole, and no sample is in
    /// two of them; only where a batch has fewer samples than there are parts, the first stands in for what a part lacks.
    /// </summary>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="parts">How many parts; no more than samples of a batch.</param>
    internal EpochPlan Share(int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, BatchSize);
        var positions = new List<int>();
        for (int batch = 0; batch < Batches; batch++)
        {
            var (first, count) = ShareOf(CountOf(batch), part, parts);
            positions.AddRange(Enumerable.Range((batch * BatchSize) + first, Math.Max(1, count)));
        }

        return new(Epoch, positions, ShareOf(BatchSize, part, parts).Count, size, sizes);
    }

    /// <summary>A plan of some of the batches; its samples are positions of this plan.</summary>
    /// <param name="first">The first of them, from 0.</param>
    /// <param name="count">How many.</param>
    internal EpochPlan Part(int first, int count)
    {
        var start = first * BatchSize;
        var samples = Math.Min(count * BatchSize, Count - start);
        return new(Epoch, [.. Enumerable.Range(start, samples)], BatchSize, size, sizes is null ? null : [.. sizes.Skip(first).Take(count)]);
    }

    /// <summary>The part of a batch: where it begins, and how many samples it has, maybe none.</summary>
    /// <param name="count">Samples of the batch.</param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="parts">How many parts.</param>
    internal static (int First, int Count) ShareOf(int count, int part, int parts)
    {
        var (each, more) = Math.DivRem(count, parts);
        return part >= count ? (0, 0) : ((part * each) + Math.Min(part, more), each + (part < more ? 1 : 0));
    }

    /// <summary>The sample at a position of the epoch.</summary>
    /// <param name="position">Position, from 0.</param>
    /// <returns>Position in the data set.</returns>
    public int this[int position] => order[position];

    /// <summary>The size of a batch's input.</summary>
    /// <param name="batch">Batch, from 0.</param>
    /// <returns>Width and height in pixels.</returns>
    public (int Width, int Height) SizeOf(int batch) => sizes is null ? size : sizes[batch];

    /// <summary>How many samples a batch has.</summary>
    /// <param name="batch">Batch, from 0.</param>
    /// <returns>The batch size, or less for the last.</returns>
    public int CountOf(int batch) => Math.Min(BatchSize, Count - (batch * BatchSize));

    /// <summary>Chooses a partner among the samples around a position: those are decoded already or soon will be.</summary>
    /// <param name="position">Position in the epoch.</param>
    /// <param name="window">How many to choose from.</param>
    /// <param name="random">Source of the choice.</param>
    /// <returns>Position in the data set.</returns>
    internal int Partner(int position, int window, ref SampleRandom random)
    {
        int width = Math.Min(window, Count);
        int start = Math.Clamp(position - (width / 2), 0, Count - width);
        return order[start + random.NextInt(width)];
    }
}

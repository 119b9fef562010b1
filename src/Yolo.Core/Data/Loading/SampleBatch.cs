using System.Buffers;
using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>The samples of one step, ready to become tensors. Dispose it to have its memory used again.</summary>
/// <remarks>B samples, M objects of all samples together, K key points of an object.</remarks>
internal sealed class SampleBatch : IDisposable
{
    private readonly int length;
    private IMemoryOwner<byte>? lent;
    private int users = 1;

    internal SampleBatch(int number, int count, int width, int height, TargetForm? targets = null, MemoryPool<byte>? memory = null)
    {
        Targets = targets ?? TargetForm.Boxes;
        (Number, Count, Width, Height) = (number, count, width, height);
        length = LengthOf(count, width, height);
        lent = (memory ?? BatchMemory.Default).Rent(length);
        (Indices, Transforms) = (new int[count], new LetterboxTransform[count]);
    }

    /// <summary>Position in the epoch, from 0.</summary>
    public int Number { get; }

    /// <summary>Number of samples, B.</summary>
    public int Count { get; }

    /// <summary>Width of the input in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the input in pixels.</summary>
    public int Height { get; }

    /// <summary>B × height × width × 3 bytes, red first: a channels-last tensor without its scale.</summary>
    /// <exception cref="ObjectDisposedException">The batch is disposed.</exception>
    public Span<byte> Pixels => Memory.Span;

    /// <summary>The memory behind <see cref="Pixels"/>, in one piece.</summary>
    /// <exception cref="ObjectDisposedException">The batch is disposed.</exception>
    public Memory<byte> Memory => (lent ?? throw new ObjectDisposedException(nameof(SampleBatch))).Memory[..length];

    /// <summary>B positions in the data set.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>B transforms from the original pictures; meaningless after augmentation.</summary>
    public IReadOnlyList<LetterboxTransform> Transforms { get; }

    /// <summary>M numbers: the sample of each object, 0 to B − 1, ascending.</summary>
    public int[] ObjectSamples { get; private set; } = [];

    /// <summary>M class indices.</summary>
    public int[] ObjectClasses { get; private set; } = [];

    /// <summary>M × 4 numbers: centre and size of each object as shares of the input.</summary>
    public float[] BoxesXywhNormalized { get; private set; } = [];

    /// <summary>M × 5 numbers, where labels have corners: centre, width and height (the longer side first) as shares of the input, angle in radians from −π/4 to 3π/4; else none.</summary>
    public float[] RotatedBoxesNormalized { get; private set; } = [];

    /// <summary>M × K × 3 numbers, where labels have key points: x and y as shares of the input, visibility (0: not labelled, or outside); else none.</summary>
    public float[] KeypointsNormalized { get; private set; } = [];

    /// <summary>The masks, where labels have polygons; else null.</summary>
    public MaskBatch? Masks { get; private set; }

    /// <summary>What the batch says about objects.</summary>
    internal TargetForm Targets { get; }

    /// <summary>How many pictures fit into one batch at most, whose bytes are one array.</summary>
    internal static int MostOf(int width, int height) => Array.MaxLength / Image.ByteCount(width, height);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref lent, null) is { } memory)
        {
            Release(memory);
        }
    }

    /// <summary>Keeps the memory of the pixels from being used again, even if the batch is disposed, until what comes back is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The batch is disposed.</exception>
    internal IDisposable KeepPixels()
    {
        var memory = lent ?? throw new ObjectDisposedException(nameof(SampleBatch));
        Interlocked.Increment(ref users);
        return new Keeper(this, memory);
    }

    /// <summary>The place of a sample's pixels.</summary>
    internal Image PictureAt(int slot)
    {
        int size = Image.ByteCount(Width, Height);
        return new(Width, Height, Memory.Slice(slot * size, size));
    }

    /// <summary>Takes the pixels of a sample, unless it was made in its place, and notes where it comes from.</summary>
    internal void Take(int slot, PreparedSample prepared)
    {
        if (prepared.Sample.Width != Width || prepared.Sample.Height != Height)
        {
            throw new InvalidOperationException($"A sample of {prepared.Sample.Width}x{prepared.Sample.Height} does not fit a batch of {Width}x{Height}.");
        }

        var place = PictureAt(slot).Pixels;
        var made = prepared.Sample.Image.Pixels;
        if (made != place)
        {
            made.CopyTo(place);
        }

        ((int[])Indices)[slot] = prepared.Index;
        ((LetterboxTransform[])Transforms)[slot] = prepared.Transform;
    }

    /// <summary>Writes the objects of all samples, in their order, and the masks that were drawn of them.</summary>
    internal void Label(IReadOnlyList<SampleObject>[] objects, IReadOnlyList<SampleMasks>? masks = null)
    {
        int total = objects.Sum(list => list.Count), at = 0;
        (ObjectSamples, ObjectClasses, BoxesXywhNormalized) = (new int[total], new int[total], new float[total * 4]);
        for (int slot = 0; slot < objects.Length; slot++)
        {
            foreach (var item in objects[slot])
            {
                var row = BoxesXywhNormalized.AsSpan(at * 4, 4);
                (row[0], row[1]) = (item.Box.CenterX / Width, item.Box.CenterY / Height);
                (row[2], row[3]) = (item.Box.Width / Width, item.Box.Height / Height);
                (ObjectSamples[at], ObjectClasses[at]) = (slot, item.Class);
                at++;
            }
        }

        var all = objects.SelectMany(list => list);
        switch (Targets.Labels)
        {
            case LabelForm.Corners:
                RotatedBoxesNormalized = [.. all.SelectMany(RotatedBox)];
                break;
            case LabelForm.Keypoints:
                KeypointsNormalized = [.. all.SelectMany(Keypoints)];
                break;
            case LabelForm.Polygons when masks is not null:
                Masks = new(
                    SampleMasks.SizeFor(Width, Targets),
                    SampleMasks.SizeFor(Height, Targets),
                    Targets.OverlapMasks,
                    Joined(masks, sample => sample.Values),
                    Joined(masks, sample => sample.Classes));
                break;
        }
    }

    private void Release(IMemoryOwner<byte> memory)
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            memory.Dispose();
        }
    }

    private static int LengthOf(int count, int width, int height)
    {
        long length = (long)count * Image.ByteCount(width, height);
        return length <= Array.MaxLength ? (int)length : throw new DatasetException(FormattableString.Invariant(
            $"A batch of {count} pictures of {width}x{height} takes {length / 1e9:0.0} GB, and 2.1 are the most that one may have: lower batch or imgsz."));
    }

    private static short[] Joined(IReadOnlyList<SampleMasks> masks, Func<SampleMasks, short[]> part)
    {
        short[] joined = new short[masks.Sum(sample => part(sample).Length)];
        int at = 0;
        foreach (short[] values in masks.Select(part))
        {
            values.CopyTo(joined, at);
            at += values.Length;
        }

        return joined;
    }

    private float[] RotatedBox(SampleObject item)
    {
        var box = RotatedRectangle.Around(item.Polygon);
        return [box.CenterX / Width, box.CenterY / Height, box.Width / Width, box.Height / Height, box.Angle];
    }

    private float[] Keypoints(SampleObject item)
    {
        float[] points = [.. item.Keypoints ?? []];
        for (int at = 0; at < points.Length; at += SampleObject.KeypointNumbers)
        {
            (points[at], points[at + 1]) = (points[at] / Width, points[at + 1] / Height);
        }

        return points;
    }

    private sealed class Keeper(SampleBatch batch, IMemoryOwner<byte> memory) : IDisposable
    {
        private SampleBatch? batch = batch;

        public void Dispose() => Interlocked.Exchange(ref batch, null)?.Release(memory);
    }
}

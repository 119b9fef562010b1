using System.Buffers;
using Yolo.Data.Augmentations;
using Yolo.Data.Sampling;

namespace Yolo.Data.Loading;

/// <summary>The masks of a sample, and its objects in the order in which the masks number them.</summary>
/// <remarks>h × w size of the masks, n objects.</remarks>
/// <param name="Objects">n objects; where masks overlap, the greatest first.</param>
/// <param name="Values">h × w: 0 or one more than the number of the object on top; or n × h × w of 0 and 1.</param>
/// <param name="Classes">h × w: the class of the smallest object at each pixel, 0 where none is.</param>
internal sealed record SampleMasks(IReadOnlyList<SampleObject> Objects, short[] Values, short[] Classes)
{
    /// <summary>Columns or rows of masks for an input of a size.</summary>
    public static int SizeFor(int inputSize, TargetForm form) => Math.Max(1, inputSize / form.MaskRatio);

    /// <summary>Draws the outlines of a sample's objects.</summary>
    public static SampleMasks Draw(Sample sample, TargetForm form)
    {
        (int width, int height) = (SizeFor(sample.Width, form), SizeFor(sample.Height, form));
        byte[] full = ArrayPool<byte>.Shared.Rent(sample.Width * sample.Height);
        byte[][] masks = [.. sample.Objects.Select(item => Mask(item, full.AsSpan(0, sample.Width * sample.Height), sample, width, height))];
        ArrayPool<byte>.Shared.Return(full);
        double[] areas = Array.ConvertAll(masks, mask => -(double)mask.AsSpan().Count((byte)1));
        int[] bySize = UnstableSort.Order(areas);
        short[] classes = new short[width * height];
        foreach (int item in bySize)
        {
            Paint(masks[item], classes, (short)sample.Objects[item].Class);
        }

        if (!form.OverlapMasks)
        {
            return new(sample.Objects, Numbers(masks, width * height), classes);
        }

        short[] map = new short[width * height];
        for (int rank = 0; rank < bySize.Length; rank++)
        {
            Paint(masks[bySize[rank]], map, (short)(rank + 1));
        }

        return new([.. bySize.Select(item => sample.Objects[item])], map, classes);
    }

    private static byte[] Mask(in SampleObject item, Span<byte> full, Sample sample, int width, int height)
    {
        byte[] small = new byte[width * height];
        if (item.Polygon is { } polygon)
        {
            full.Clear();
            PolygonRaster.Fill(polygon, full, sample.Width, sample.Height);
            MaskShrink.Run(full, sample.Width, sample.Height, small, width, height);
        }

        return small;
    }

    private static short[] Numbers(byte[][] masks, int size)
    {
        short[] numbers = new short[masks.Length * size];
        for (int at = 0; at < numbers.Length; at++)
        {
            numbers[at] = masks[at / size][at % size];
        }

        return numbers;
    }

    private static void Paint(ReadOnlySpan<byte> mask, Span<short> map, short value)
    {
        for (int at = 0; at < map.Length; at++)
        {
            map[at] = mask[at] != 0 ? value : map[at];
        }
    }
}

using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Data.Augmentations;

/// <summary>Copies outlined objects to where they cover little of what is there.</summary>
internal static class CopyPaste
{
    private const float GreatestCover = 0.3f;

    /// <summary>Copies the sample's own objects from its mirror picture.</summary>
    public static void FromMirror(Sample sample, double share)
    {
        if (!sample.Objects.Any(item => item.Polygon is not null))
        {
            return;
        }

        var mirror = PixelPool.Rent(sample.Width, sample.Height);
        sample.Image.Pixels.CopyTo(mirror.Pixels);
        mirror.FlipHorizontally();
        From(sample, new Sample(mirror, [.. sample.Objects.Select(item => item.MirrorHorizontally(sample.Width))], owned: true), share);
    }

    /// <summary>Copies objects from another sample of the same size, and releases that.</summary>
    public static void From(Sample sample, Sample other, double share)
    {
        var candidates = other.Objects
            .Where(item => item.Polygon is not null)
            .Select(item => (Item: item, Cover: Cover(item.Box, sample.Objects)))
            .Where(pair => pair.Cover < GreatestCover)
            .OrderBy(pair => pair.Cover)
            .ToList();
        SampleObject[] chosen = [.. candidates.Take((int)Math.Round(share * candidates.Count)).Select(pair => pair.Item)];
        if (chosen.Length > 0)
        {
            Paste(sample, other.Image, chosen);
            sample.Objects = [.. sample.Objects, .. chosen];
        }

        other.Release();
    }

    /// <summary>The greatest share of one of the boxes that the new one would hide.</summary>
    private static float Cover(Box box, IReadOnlyList<SampleObject> present) =>
        present.Select(item => item.Box.Area > 0 ? box.Intersection(item.Box) / item.Box.Area : 0).DefaultIfEmpty(0).Max();

    private static void Paste(Sample sample, Image source, SampleObject[] chosen)
    {
        sample.Own();
        var mask = PixelPool.Rent(sample.Width, sample.Height);
        mask.Fill(Rgb.Black);
        var painter = new Canvas(mask);
        foreach (var item in chosen)
        {
            painter.FillPolygon([.. item.Polygon!.Chunk(2).Select(point => new PixelPoint(point[0], point[1]))], Rgb.White);
        }

        Span<byte> pixels = sample.Image.Pixels, from = source.Pixels, covered = mask.Pixels;
        for (int at = 0; at < pixels.Length; at++)
        {
            pixels[at] = covered[at] > 127 ? from[at] : pixels[at];
        }

        PixelPool.Return(mask);
    }
}

using Yolo.Data.Sampling;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Data.Augmentations;

/// <summary>Rotates, enlarges, shears, moves and tilts a sample, and cuts it to size.</summary>
internal static class RandomPerspective
{
    private const double SmallestSide = 2, GreatestAspect = 100, Tiny = 1e-16;
    private const double BoxShare = 0.1, OutlinedShare = 0.01;

    /// <summary>Warps a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="settings">How far to go.</param>
    /// <param name="random">Source of the numbers; eight are drawn.</param>
    /// <param name="target">Where the result may be put, of its size; without it memory is lent.</param>
    public static void Apply(Sample sample, int width, int height, AugmentationSettings settings, ref SampleRandom random, Image? target = null)
    {
        var (matrix, scale) = Draw(sample, width, height, settings, ref random);
        var original = sample.Objects;
        if (sample.Width != width || sample.Height != height || !matrix.IsIdentity)
        {
            var warped = target ?? PixelPool.Rent(width, height);
            Run(sample, matrix, warped);
            sample.Replace(warped, isPooled: target is null);
        }

        bool outlined = original.Any(item => item.Polygon is not null);
        var kept = new List<SampleObject>(original.Count);
        foreach (var before in original)
        {
            var after = Transform(before, matrix, width, height).Clip(width, height);
            if (IsWorthKeeping(before.Box, after.Box, scale, outlined ? OutlinedShare : BoxShare))
            {
                kept.Add(after);
            }
        }

        sample.Objects = kept;
    }

    private static void Run(Sample sample, in Homography matrix, Image warped)
    {
        if (sample.Collage is { } collage && matrix.IsUpright)
        {
            Warp.Upright(collage, matrix.Values[..6], warped);
        }
        else if (matrix.IsAffine)
        {
            Warp.Affine(sample.Image, matrix.Values[..6], warped);
        }
        else
        {
            Warp.Perspective(sample.Image, matrix.Values, warped);
        }
    }

    private static (Homography Matrix, double Scale) Draw(
        Sample sample, int width, int height, AugmentationSettings settings, ref SampleRandom random)
    {
        double tiltX = random.Uniform(-settings.Perspective, settings.Perspective), tiltY = random.Uniform(-settings.Perspective, settings.Perspective);
        double angle = double.DegreesToRadians(random.Uniform(-settings.Degrees, settings.Degrees));
        double scale = random.Uniform(1 - settings.Scale, 1 + settings.Scale);
        double shearX = double.DegreesToRadians(random.Uniform(-settings.Shear, settings.Shear));
        double shearY = double.DegreesToRadians(random.Uniform(-settings.Shear, settings.Shear));
        double moveX = random.Uniform(0.5 - settings.Translate, 0.5 + settings.Translate) * width;
        double moveY = random.Uniform(0.5 - settings.Translate, 0.5 + settings.Translate) * height;
        (double cos, double sin) = (scale * Math.Cos(angle), scale * Math.Sin(angle));
        var matrix = Homography.Translation(moveX, moveY)
            * new Homography(1, Math.Tan(shearX), 0, Math.Tan(shearY), 1, 0, 0, 0, 1)
            * new Homography(cos, sin, 0, -sin, cos, 0, 0, 0, 1)
            * new Homography(1, 0, 0, 0, 1, 0, tiltX, tiltY, 1)
            * Homography.Translation(-sample.Width / 2.0, -sample.Height / 2.0);
        return (matrix, scale);
    }

    private static SampleObject Transform(SampleObject item, in Homography matrix, int width, int height)
    {
        var keypoints = Moved(item.Keypoints, matrix);
        if (item.Polygon is { } polygon)
        {
            float[] moved = matrix.Map(polygon);
            var box = BoxInside(moved, width, height);
            for (int at = 0; at < moved.Length; at += 2)
            {
                (moved[at], moved[at + 1]) = (Math.Clamp(moved[at], box.X1, box.X2), Math.Clamp(moved[at + 1], box.Y1, box.Y2));
            }

            return new(item.Class, box, moved, keypoints);
        }

        var (x1, y1, x2, y2) = item.Box;
        return new(item.Class, Around(matrix.Map([x1, y1, x2, y2, x1, y2, x2, y1])), null, keypoints);
    }

    private static float[]? Moved(float[]? keypoints, in Homography matrix)
    {
        if (keypoints is null)
        {
            return null;
        }

        float[] moved = [.. keypoints];
        for (int at = 0; at < moved.Length; at += SampleObject.KeypointNumbers)
        {
            float[] place = matrix.Map([moved[at], moved[at + 1]]);
            (moved[at], moved[at + 1]) = (place[0], place[1]);
        }

        return moved;
    }

    /// <summary>The box around the points that lie inside; a shape that covers the picture is cut to it first, for it may have no point inside.</summary>
    private static Box BoxInside(float[] points, int width, int height)
    {
        var around = Around(points);
        int sidesOutside = (around.X1 < 0 ? 1 : 0) + (around.Y1 < 0 ? 1 : 0) + (around.X2 > width ? 1 : 0) + (around.Y2 > height ? 1 : 0);
        var inside = new List<float>(points.Length);
        for (int at = 0; at < points.Length; at += 2)
        {
            (float x, float y) = (points[at], points[at + 1]);
            (x, y) = sidesOutside >= 3 ? (Math.Clamp(x, 0, width), Math.Clamp(y, 0, height)) : (x, y);
            if (x >= 0 && y >= 0 && x <= width && y <= height)
            {
                inside.Add(x);
                inside.Add(y);
            }
        }

        return inside.Count == 0 ? default : Around([.. inside]);
    }

    private static Box Around(float[] points)
    {
        (float x1, float y1, float x2, float y2) = (points[0], points[1], points[0], points[1]);
        for (int at = 2; at < points.Length; at += 2)
        {
            (x1, x2) = (Math.Min(x1, points[at]), Math.Max(x2, points[at]));
            (y1, y2) = (Math.Min(y1, points[at + 1]), Math.Max(y2, points[at + 1]));
        }

        return new(x1, y1, x2, y2);
    }

    /// <summary>Whether enough of an object is left to be recognised.</summary>
    private static bool IsWorthKeeping(in Box before, in Box after, double scale, double share)
    {
        double width = after.Width, height = after.Height;
        double aspect = Math.Max(width / (height + Tiny), height / (width + Tiny));
        return width > SmallestSide && height > SmallestSide && aspect < GreatestAspect
            && width * height / ((before.Width * scale * (before.Height * scale)) + Tiny) > share;
    }
}

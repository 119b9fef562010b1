using Yolo.Data.Augmentations;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Tests.Data;

/// <summary>Turned quadrangles in the colour of their class, with their outlines, and with key points at their corners.</summary>
internal static class Marked
{
    /// <summary>What resampling and rounding may move an edge by, in pixels.</summary>
    private const float Blur = 2.5f;

    /// <summary>One in so many pixels is looked at; with this number it is another column in each row.</summary>
    private const int Step = 7;

    /// <summary>A quadrangle with an outline of many points.</summary>
    public static SampleObject Shape(int index, int width, int height, int seed)
    {
        var random = new Random(seed);
        (double x, double y) = (width * (0.4 + (0.2 * random.NextDouble())), height * (0.4 + (0.2 * random.NextDouble())));
        (double turn, double radius) = (random.NextDouble() * Math.PI, Math.Min(width, height) * (0.25 + (0.1 * random.NextDouble())));
        float[] corners = [.. Enumerable.Range(0, 4).SelectMany(corner =>
        {
            (double sine, double cosine) = Math.SinCos(turn + (corner * Math.PI / 2) + (corner % 2 * 0.3));
            return new[] { (float)(x + (radius * cosine)), (float)(y + (radius * sine)) };
        })];
        float[] keypoints = [.. corners.Chunk(2).SelectMany((point, corner) => new[] { point[0], point[1], corner == 3 ? 1 : 2 })];
        return new(index, Around(corners), PolygonSampling.Resample(corners, 400), keypoints);
    }

    public static Sample Sample(int width, int height, params SampleObject[] objects) => Blocks.Sample(width, height, objects);

    /// <summary>The colour lies inside the outline and nowhere else, corners of the colour are at the key points, and rotated boxes hold the colour.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="cut">Whether objects may be cut off inside the picture, so that key points are hidden there.</param>
    public static void AssertTogether(Sample sample, bool cut = false)
    {
        foreach (var objects in sample.Objects.GroupBy(item => item.Class))
        {
            for (int at = 0; at < sample.Width * sample.Height; at += Step)
            {
                (int x, int y) = (at % sample.Width, at / sample.Width);
                float inside = objects.Max(item => Depth(item.Polygon!, x + 0.5f, y + 0.5f));
                bool seen = IsColour(sample.Image[x, y], objects.Key);
                if (Math.Abs(inside) > Blur && seen != inside > 0)
                {
                    Assert.Fail($"the pixel {x}, {y} is {(seen ? "" : "not ")}of class {objects.Key}, but {inside} inside its outline");
                }
            }

            foreach (var item in objects)
            {
                AssertKeypoints(item, sample, cut);
                AssertRotatedBox(item);
            }
        }
    }

    private static void AssertKeypoints(SampleObject item, Sample sample, bool cut)
    {
        foreach (float[] point in item.Keypoints!.Chunk(3))
        {
            bool inside = point[0] > 0 && point[1] > 0 && point[0] < sample.Width && point[1] < sample.Height;
            if (point[2] > 0)
            {
                Assert.That(Math.Abs(Depth(item.Polygon!, point[0], point[1])), Is.LessThan(Blur), "a visible key point is a corner of the outline");
                Assert.That(cut || IsNear(sample, point, item.Class), $"no colour of class {item.Class} near its key point {point[0]}, {point[1]}");
            }
            else
            {
                Assert.That(inside && !cut, Is.False, "a key point inside stays visible");
            }
        }
    }

    private static void AssertRotatedBox(SampleObject item)
    {
        var box = RotatedRectangle.Around(item.Polygon);
        float[] corners = box.Corners();
        Assert.That(item.Polygon!.Chunk(2).Select(point => Depth(corners, point[0], point[1])), Has.All.GreaterThan(-0.01f));
        Assert.That(box.Width * box.Height, Is.LessThanOrEqualTo(item.Box.Area * 1.001f));
    }

    private static bool IsNear(Sample sample, float[] point, int index)
    {
        for (int offset = 0; offset < 49; offset++)
        {
            (int x, int y) = ((int)point[0] + (offset % 7) - 3, (int)point[1] + (offset / 7) - 3);
            if (x >= 0 && y >= 0 && x < sample.Width && y < sample.Height && IsColour(sample.Image[x, y], index))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsColour(Rgb pixel, int index)
    {
        var colour = Blocks.Colours[index];
        return Math.Abs(pixel.R - colour.R) < 60 && Math.Abs(pixel.G - colour.G) < 60 && Math.Abs(pixel.B - colour.B) < 60;
    }

    /// <summary>Pixels to the nearest point of the outline; negative outside.</summary>
    private static float Depth(float[] polygon, float x, float y)
    {
        (bool inside, float nearest) = (false, float.MaxValue);
        for (int at = 0; at < polygon.Length; at += 2)
        {
            int next = (at + 2) % polygon.Length;
            (float ax, float ay, float bx, float by) = (polygon[at], polygon[at + 1], polygon[next], polygon[next + 1]);
            inside ^= (ay > y) != (by > y) && x < ax + ((bx - ax) * (y - ay) / (by - ay));
            float length = ((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay));
            float share = length > 0 ? Math.Clamp((((x - ax) * (bx - ax)) + ((y - ay) * (by - ay))) / length, 0, 1) : 0;
            (float dx, float dy) = (x - ax - (share * (bx - ax)), y - ay - (share * (by - ay)));
            nearest = Math.Min(nearest, MathF.Sqrt((dx * dx) + (dy * dy)));
        }

        return inside ? nearest : -nearest;
    }

    private static Box Around(float[] points)
    {
        float[] xs = [.. points.Where((_, at) => at % 2 == 0)], ys = [.. points.Where((_, at) => at % 2 == 1)];
        return new(xs.Min(), ys.Min(), xs.Max(), ys.Max());
    }
}

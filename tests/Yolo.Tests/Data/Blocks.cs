using Yolo.Data.Augmentations;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Tests.Data;

/// <summary>Samples whose objects are filled with a colour of their own, so that pixels tell where the box must be.</summary>
internal static class Blocks
{
    private const int Tolerance = 60;

    public static readonly Rgb Ground = new(114, 114, 114);

    /// <summary>The colour of a class; far apart from each other and from the ground.</summary>
    public static readonly Rgb[] Colours =
    [
        new(255, 0, 0), new(0, 255, 0), new(0, 0, 255), new(255, 255, 0), new(255, 0, 255), new(0, 255, 255), new(0, 0, 0), new(255, 255, 255), new(255, 128, 0),
    ];

    public static Sample Sample(int width, int height, params SampleObject[] objects)
    {
        var image = new Image(width, height);
        image.Fill(Ground);
        var canvas = new Canvas(image);
        foreach (var item in objects)
        {
            if (item.Polygon is { } polygon)
            {
                canvas.FillPolygon([.. polygon.Chunk(2).Select(point => new PixelPoint(point[0], point[1]))], Colours[item.Class]);
            }
            else
            {
                canvas.FillRectangle(new(item.Box.X1, item.Box.Y1, item.Box.X2, item.Box.Y2), Colours[item.Class]);
            }
        }

        return new(image, objects, owned: false);
    }

    /// <summary>A block that leaves a margin of ground around itself.</summary>
    public static SampleObject RandomBlock(int index, int width, int height, Random random)
    {
        float x1 = random.Next(4, width / 2), y1 = random.Next(4, height / 2);
        return new(index, new(x1, y1, x1 + random.Next(width / 6, (width / 2) - 4), y1 + random.Next(height / 6, (height / 2) - 4)));
    }

    /// <summary>The edges of the pixels that have a colour; null if there are none.</summary>
    public static Box? Extent(Image image, int index)
    {
        var colour = Colours[index];
        (int left, int top, int right, int bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                var pixel = image[x, y];
                if (Math.Abs(pixel.R - colour.R) < Tolerance && Math.Abs(pixel.G - colour.G) < Tolerance && Math.Abs(pixel.B - colour.B) < Tolerance)
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                }
            }
        }

        return right < 0 ? null : new Box(left, top, right, bottom);
    }

    /// <summary>Each object lies where its colour is, and colours without an object have at most shreds.</summary>
    /// <remarks>The box of a turned object that an edge cuts off is the cut box, not the box of what is left: it holds the colour, but loosely.</remarks>
    public static void AssertTogether(Sample sample, double within = 2, double shred = 12, bool turned = false)
    {
        var byClass = sample.Objects.ToLookup(item => item.Class);
        for (int index = 0; index < Colours.Length; index++)
        {
            var extent = Extent(sample.Image, index);
            if (byClass[index].Any())
            {
                var boxes = byClass[index].Select(item => item.Box).ToList();
                var expected = new Box(boxes.Min(box => box.X1), boxes.Min(box => box.Y1), boxes.Max(box => box.X2), boxes.Max(box => box.Y2));
                Assert.That(extent, Is.Not.Null, $"class {index} is labelled at {expected} but not seen");
                bool cut = expected.X1 <= 0 || expected.Y1 <= 0 || expected.X2 >= sample.Width || expected.Y2 >= sample.Height;
                var box = turned && cut ? Intersect(expected, extent!.Value) : expected;
                Assert.That(
                    new[] { extent!.Value.X1, extent.Value.Y1, extent.Value.X2, extent.Value.Y2 },
                    Is.EqualTo(new[] { box.X1, box.Y1, box.X2, box.Y2 }).Within(within), $"class {index}");
            }
            else if (extent is { } seen)
            {
                Assert.That(Math.Min(seen.Width, seen.Height), Is.LessThan(shred), $"class {index} is seen at {seen} but not labelled");
            }
        }
    }

    private static Box Intersect(Box one, Box other) =>
        new(Math.Max(one.X1, other.X1), Math.Max(one.Y1, other.Y1), Math.Min(one.X2, other.X2), Math.Min(one.Y2, other.Y2));
}

using Yolo.Data.Augmentations;
using Yolo.Geometry;

namespace Yolo.Tests.Geometry;

public sealed class RotatedRectangleTests
{
    [Test]
    public void Around_OfItsCorners_IsTheRectangle([Range(-44, 134, 7)] int degrees)
    {
        var box = new RotatedRectangle(50, 40, 30, 10, (float)double.DegreesToRadians(degrees));
        AssertNear(RotatedRectangle.Around(box.Corners()), box);
    }

    [TestCase(50f, 20f, 0)]
    [TestCase(20f, 50f, Math.PI / 2)]
    [TestCase(30f, 30f, Math.PI / 2)]
    public void Around_OfAnUprightBox_HasTheLongerSideFirst(float width, float height, double angle) => AssertNear(
        RotatedRectangle.Around([0, 0, width, 0, width, height, 0, height]),
        new(width / 2, height / 2, Math.Max(width, height), Math.Min(width, height), (float)angle));

    [Test]
    public void Around_OfATrapezium_IsTheSmallest() => AssertNear(RotatedRectangle.Around([0, 0, 10, 0, 8, 4, 2, 4]), new(5, 2, 10, 4, 0));

    [Test]
    public void Around_OfALine_HasNoHeight() => AssertNear(RotatedRectangle.Around([0, 0, 3, 3, 6, 6]), new(3, 3, MathF.Sqrt(72), 0, MathF.PI / 4));

    // Two rectangles are equally small around each; the centre tells which OpenCV 4.6 takes for an outline of 100 points.
    [TestCase(201, 256, 116.6218f, 64.1086f, 0.655699f, 0.246777f, 0.650999f, 0.268877f, 0.505288f, 0.254144f, 0.509988f, 0.228361f)]
    [TestCase(144, 256, 31.5937f, 56.7701f, 0.223656f, 0.236715f, 0.204301f, 0.2343f, 0.215054f, 0.207729f, 0.232258f, 0.208937f)]
    [TestCase(96, 256, 86.5148f, 93.332f, 0.84949f, 0.35322f, 0.954082f, 0.355114f, 0.954082f, 0.375947f, 0.846939f, 0.375f)]
    [TestCase(193, 256, 160.7866f, 119.95f, 0.864567f, 0.462175f, 0.861417f, 0.479905f, 0.801575f, 0.475177f, 0.804724f, 0.456265f)]
    [TestCase(256, 229, 194.0151f, 146.9909f, 0.681614f, 0.483278f, 0.816143f, 0.478261f, 0.834081f, 0.799331f, 0.695067f, 0.807692f)]
    [TestCase(209, 256, 75.8553f, 75.1326f, 0.377919f, 0.300518f, 0.367304f, 0.305699f, 0.348195f, 0.286701f, 0.358811f, 0.279793f)]
    public void Around_OfAnOutlineWithARightAngle_IsTheRectangleThatOpenCvTakes(int width, int height, float x, float y, params float[] corners)
    {
        float[] outline = PolygonSampling.Resample(corners, 100);
        var box = RotatedRectangle.Around([.. outline.Select((share, at) => share * (at % 2 == 0 ? width : height))]);

        Assert.That((box.CenterX, box.CenterY), Is.EqualTo((x, y)).Using<(float X, float Y)>((one, other) => Math.Abs(one.X - other.X) < 0.01 && Math.Abs(one.Y - other.Y) < 0.01));
    }

    [Test]
    public void Around_OfOnePlace_HasNoSize()
    {
        var box = RotatedRectangle.Around([7, 8, 7, 8, 7, 8]);
        Assert.That((box.CenterX, box.CenterY, box.Width, box.Height), Is.EqualTo((7f, 8f, 0f, 0f)));
    }

    [Test]
    public void Around_OfManyPoints_HoldsThemAndIsNoLargerThanTheirUprightBox([Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        float[] points = [.. Enumerable.Range(0, 60).Select(_ => random.NextSingle() * 100)];
        var box = RotatedRectangle.Around(points);
        (double sine, double cosine) = Math.SinCos(box.Angle);
        float[] xs = [.. points.Where((_, at) => at % 2 == 0)], ys = [.. points.Where((_, at) => at % 2 == 1)];
        Assert.That(box.Width * box.Height, Is.LessThanOrEqualTo(((xs.Max() - xs.Min()) * (ys.Max() - ys.Min())) + 1e-3));
        foreach (float[] point in points.Chunk(2))
        {
            (double x, double y) = (point[0] - box.CenterX, point[1] - box.CenterY);
            Assert.That(Math.Abs((x * cosine) + (y * sine)), Is.LessThanOrEqualTo((box.Width / 2) + 1e-3));
            Assert.That(Math.Abs((y * cosine) - (x * sine)), Is.LessThanOrEqualTo((box.Height / 2) + 1e-3));
        }
    }

    private static void AssertNear(RotatedRectangle box, RotatedRectangle expected) => Assert.That(
        new[] { box.CenterX, box.CenterY, box.Width, box.Height, box.Angle },
        Is.EqualTo(new[] { expected.CenterX, expected.CenterY, expected.Width, expected.Height, expected.Angle }).Within(2e-4));
}

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

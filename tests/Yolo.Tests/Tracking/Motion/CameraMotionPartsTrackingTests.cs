using System.Numerics;
using Yolo.Imaging;
using Yolo.Tests.Imaging;
using Yolo.Tracking.Motion;

namespace Yolo.Tests.Tracking.Motion;

public sealed class CameraMotionPartsTrackingTests
{
    [TestCase(64, 44)]
    [TestCase(77, 45)]
    public void HalvedGrey_IsTheMeanOfFourPixels_AndItsEdgesGoOn(int width, int height)
    {
        var picture = Pictures.Noise(width, height, 3);
        var plane = new GreyPlane(width / 2, height / 2);

        HalvedGrey.Fill(picture, plane, new byte[width / 2 * 3]);

        double Grey(int x, int y) => (0.299 * picture[x, y].R) + (0.587 * picture[x, y].G) + (0.114 * picture[x, y].B);
        for (var y = 0; y < plane.Height; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                var mean = (Grey(2 * x, 2 * y) + Grey((2 * x) + 1, 2 * y) + Grey(2 * x, (2 * y) + 1) + Grey((2 * x) + 1, (2 * y) + 1)) / 4;
                Assert.That(plane.At(x, y), Is.EqualTo(mean).Within(1.5));
            }
        }

        Assert.That(plane.At(-GreyPlane.Border, -GreyPlane.Border), Is.EqualTo(plane.At(0, 0)));
        var (right, bottom) = (plane.Width - 1, plane.Height - 1);
        Assert.That(plane.At(right + GreyPlane.Border, bottom + GreyPlane.Border), Is.EqualTo(plane.At(right, bottom)));
        Assert.That(plane.At(5, -3), Is.EqualTo(plane.At(5, 0)));
    }

    [Test]
    public void Pyramid_HalvesAsLongAsAWindowFits_AndKeepsGrey()
    {
        var picture = new Image(400, 180);
        picture.Fill(new(50, 50, 50));
        var pyramid = new GreyPyramid(400, 180);

        pyramid.Fill(picture);

        Assert.That(pyramid.Levels.Select(level => (level.Width, level.Height)), Is.EqualTo(new[] { (200, 90), (100, 45), (50, 23) }));
        Assert.That(pyramid.Levels.SelectMany(level => level.Row(level.Height - 1).ToArray()), Is.All.EqualTo(50).Within(1e-3));
        Assert.That(new GreyPyramid(41, 400).Levels, Is.Empty);
        Assert.That(new GreyPyramid(4000, 3000).Levels, Has.Length.EqualTo(4));
    }

    [Test]
    public void Corners_OfASquare_AreItsFour()
    {
        var plane = new GreyPlane(120, 90);
        for (var y = 30; y < 60; y++)
        {
            plane.Row(y)[40..80].Fill(200);
        }

        plane.RepeatEdges();
        var corners = new CornerFinder(120, 90).Find(plane).ToArray();

        // A cell's best place may lie on the rim of a corner whose own cell is the next one.
        foreach (var corner in new Vector2[] { new(39.5f, 29.5f), new(79.5f, 29.5f), new(39.5f, 59.5f), new(79.5f, 59.5f) })
        {
            Assert.That(corners.Any(found => Vector2.Distance(found, corner) < 1.5f), $"{corner}");
        }

        Assert.That(corners.All(found => Math.Abs(found.X - 59.5f) is > 17 and < 23 && Math.Abs(found.Y - 44.5f) is > 12 and < 18));
    }

    [Test]
    public void Corners_OfAPictureFullOfThem_AreSpreadOverIt()
    {
        var pyramid = new GreyPyramid(1280, 720);
        pyramid.Fill(Pictures.Noise(1280, 720, 4));

        var corners = new CornerFinder(640, 360).Find(pyramid.Levels[0]).ToArray();

        Assert.That(corners, Has.Length.InRange(400, 600).And.Unique);
        Assert.That(corners.Count(corner => corner.X < 320), Is.EqualTo(corners.Length / 2).Within(40));
        Assert.That(corners.Count(corner => corner.Y < 180), Is.EqualTo(corners.Length / 2).Within(40));
    }

    [Test]
    public void Estimator_FindsWhatMostPairsAgreeOn()
    {
        var motion = new Similarity(1.01, 0.03, -4, 7);
        var random = new Random(6);
        var pairs = Enumerable.Range(0, 110).Select(_ => Pair(motion))
            .Concat(Enumerable.Range(0, 50).Select(_ => Pair(motion with { X = -2.5 })))
            .Concat(Enumerable.Range(0, 40).Select(_ => Pair(new(0, 0, 300 * random.NextDouble(), 300 * random.NextDouble()))))
            .ToArray();

        Assert.That(new SimilarityEstimator().TryEstimate(pairs, out var estimate));

        Assert.That((estimate.A, estimate.B, estimate.X, estimate.Y), Is.EqualTo((motion.A, motion.B, motion.X, motion.Y)).Within(1e-3));

        PointPair Pair(Similarity by)
        {
            var (x, y) = (300 * random.NextDouble(), 200 * random.NextDouble());
            return new(new((float)x, (float)y), new((float)((by.A * x) - (by.B * y) + by.X), (float)((by.B * x) + (by.A * y) + by.Y)));
        }
    }

    [Test]
    public void Estimator_WithoutEnough_FindsNothing()
    {
        var estimator = new SimilarityEstimator();
        PointPair[] five = [.. Enumerable.Range(0, 5).Select(i => new PointPair(new(10 * i, i * i), new((10 * i) + 1, i * i)))];
        PointPair[] onePlace = [.. Enumerable.Repeat(five[0], 20)];

        Assert.That(estimator.TryEstimate(five, out var estimate));
        Assert.That(estimate.X, Is.EqualTo(1).Within(1e-3));
        Assert.That(estimator.TryEstimate(five.AsSpan(1), out _), Is.False);
        Assert.That(estimator.TryEstimate([], out _), Is.False);
        Assert.That(estimator.TryEstimate(onePlace, out _), Is.False);
    }

    [Test]
    public void Warp_OfAStillCamera_IsIdentity()
    {
        Assert.That(CameraWarp.Identity.IsIdentity);
        Assert.That((CameraWarp.Identity with { Y = 0.1 }).IsIdentity, Is.False);
    }
}

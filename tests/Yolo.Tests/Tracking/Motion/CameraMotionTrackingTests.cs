using Yolo.Imaging;
using Yolo.Tests.Imaging;
using Yolo.Tracking.Motion;

namespace Yolo.Tests.Tracking.Motion;

public sealed class CameraMotionTrackingTests
{
    private static readonly WaveGround Ground = new(1);

    [Test]
    public void Follow_OfThePanningCamera_FindsItsShift_AsTheReferenceDoes()
    {
        var camera = new PanningCamera();
        var motion = new SparseOpticalFlow();

        Assert.Multiple(() =>
        {
            for (var frame = 0; frame < camera.Frames; frame++)
            {
                var warp = motion.Follow(camera.Picture(frame));
                AssertShift(warp, camera.TrueShift(frame), 0.1, $"frame {frame}");
                AssertShift(warp, camera.ReferenceShift(frame), 0.25, $"frame {frame}, the reference");
                AssertUpright(warp, 5e-4);
            }
        });
    }

    [TestCase(0, 1, 0.4, -0.3)]
    [TestCase(0, 1, 20, -26)]
    [TestCase(0.02, 1, 0, 0)]
    [TestCase(-0.05, 1, 6, 3)]
    [TestCase(0, 1.04, 0, 0)]
    [TestCase(0.03, 0.95, -8, 11)]
    public void Follow_OfAMovedCamera_FindsTurnSizeAndShift(double turn, double size, double shiftX, double shiftY)
    {
        // Around the picture's middle, so that the edges stay near it.
        var (a, b) = (size * Math.Cos(turn), size * Math.Sin(turn));
        var expected = new CameraWarp(a, -b, 160 - (a * 160) + (b * 120) + shiftX, b, a, 120 - (b * 160) - (a * 120) + shiftY);

        var warp = Follow(Ground.Picture(320, 240, CameraWarp.Identity), Ground.Picture(320, 240, expected));

        foreach (var (x, y) in new[] { (0, 0), (320, 0), (0, 240), (320, 240), (160, 120) })
        {
            var (isX, isY) = Carry(warp, x, y);
            var (toX, toY) = Carry(expected, x, y);
            Assert.That(isX, Is.EqualTo(toX).Within(0.25));
            Assert.That(isY, Is.EqualTo(toY).Within(0.25));
        }
    }

    [TestCase(401, 303)]
    [TestCase(400, 303)]
    [TestCase(90, 70)]
    public void Follow_OfPicturesOfOddOrSmallSides_FindsTheShift(int width, int height)
    {
        var shifted = CameraWarp.Identity with { X = 3.3, Y = -2.6 };

        var warp = Follow(Ground.Picture(width, height, CameraWarp.Identity), Ground.Picture(width, height, shifted));

        AssertShift(warp, (3.3, -2.6), 0.25, "the shift");
    }

    [TestCase(11, 5)]
    [TestCase(-42, 25)]
    public void Follow_OfAPhotograph_FindsTheShiftOfItsCrop(int x, int y)
    {
        var photograph = Image.Decode(Shared.Path("datasets", "coco128", "images", "train2017", "000000000049.jpg"));
        var (width, height) = (photograph.Width - 100, photograph.Height - 100);

        var warp = Follow(photograph.Crop(50, 50, width, height), photograph.Crop(50 - x, 50 - y, width, height));

        AssertShift(warp, (x, y), 0.1, "the shift");
        AssertUpright(warp, 5e-4);
    }

    [TestCase(1, 1)]
    [TestCase(3, 1)]
    [TestCase(6, -4)]
    [TestCase(30, 10)]
    public void Follow_OfAStillCamera_IsNotDrawnAlongByALargeObject(int x, int y)
    {
        var warp = Follow(WithObject(90, 40), WithObject(90 + x, 40 + y));

        AssertShift(warp, (0, 0), 0.25, "the ground");
        AssertUpright(warp, 2e-3);
    }

    [Test]
    public void Follow_OfTheSamePictures_GivesTheSameBits_OnAnyThreadAndAfterReset()
    {
        Image[] pictures = [.. Enumerable.Range(0, 4).Select(i => Ground.Picture(200, 150, CameraWarp.Identity with { X = 1.7 * i, XY = 0.01 * i }))];
        var motion = new SparseOpticalFlow();
        CameraWarp[] Run(SparseOpticalFlow flow) => Array.ConvertAll(pictures, flow.Follow);

        var first = Run(motion);
        motion.Reset();

        Assert.That(Run(motion), Is.EqualTo(first));
        Assert.That(Enumerable.Range(0, 4).AsParallel().Select(_ => Run(new())).ToArray(), Is.All.EqualTo(first));
    }

    [Test]
    public void Follow_OfTheFirstPicture_OfAnotherSize_AndAfterReset_IsIdentity()
    {
        var (before, after) = (Ground.Picture(200, 150, CameraWarp.Identity), Ground.Picture(200, 150, CameraWarp.Identity with { X = 4 }));
        var motion = new SparseOpticalFlow();

        Assert.That(motion.Follow(before).IsIdentity);
        Assert.That(motion.Follow(after).X, Is.EqualTo(4).Within(0.1));
        Assert.That(motion.Follow(Ground.Picture(150, 200, CameraWarp.Identity)).IsIdentity);
        Assert.That(motion.Follow(before).IsIdentity);
        Assert.That(motion.Follow(after).X, Is.EqualTo(4).Within(0.1));
        motion.Reset();
        Assert.That(motion.Follow(before).IsIdentity);
    }

    [TestCase(1, 1)]
    [TestCase(8, 8)]
    [TestCase(1, 500)]
    [TestCase(500, 41)]
    public void Follow_OfPicturesThatAreTooSmall_IsIdentity(int width, int height) =>
        Assert.That(Follow(Pictures.Noise(width, height, 1), Pictures.Noise(width, height, 1)).IsIdentity);

    [TestCase(42, 42)]
    [TestCase(43, 60)]
    public void Follow_OfTheSmallestPictures_IsAMotionOfNumbers(int width, int height)
    {
        var warp = Follow(Ground.Picture(width, height, CameraWarp.Identity), Ground.Picture(width, height, CameraWarp.Identity with { X = 30 }));

        Assert.That(new[] { warp.XX, warp.XY, warp.X, warp.YX, warp.YY, warp.Y }, Is.All.Matches<double>(double.IsFinite));
    }

    [Test]
    public void Follow_OfWhatHasNoCorners_IsIdentity()
    {
        var uniform = new Image(200, 150);
        var stripes = Pictures.Gradient(200, 150);
        uniform.Fill(new(90, 120, 30));

        Assert.That(Follow(uniform, uniform).IsIdentity);
        Assert.That(Follow(uniform, Ground.Picture(200, 150, CameraWarp.Identity)).IsIdentity);
        Assert.That(Follow(Ground.Picture(200, 150, CameraWarp.Identity), uniform).IsIdentity);
        Assert.That(Follow(stripes, stripes).XX, Is.EqualTo(1).Within(1e-3));
    }

    [Test]
    public void Follow_AcrossACut_IsIdentity() => Assert.That(Follow(Pictures.Noise(400, 300, 1), Pictures.Noise(400, 300, 2)).IsIdentity);

    [Test]
    public void Follow_OfFurtherPictures_AllocatesNothingToSpeakOf()
    {
        const int Rounds = 10;
        Image[] pictures = [Ground.Picture(400, 300, CameraWarp.Identity), Ground.Picture(400, 300, CameraWarp.Identity with { X = 3, Y = 2 })];
        var motion = new SparseOpticalFlow();
        for (var i = 0; i < 4; i++)
        {
            motion.Follow(pictures[i % 2]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            motion.Follow(pictures[i % 2]);
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, Is.LessThan(4096));
    }

    private static CameraWarp Follow(Image before, Image after)
    {
        var motion = new SparseOpticalFlow();
        motion.Follow(before);
        return motion.Follow(after);
    }

    // An object that covers a quarter of the picture and has waves of its own.
    private static Image WithObject(int left, int top)
    {
        var waves = new WaveGround(2);
        var picture = Ground.Picture(400, 300, CameraWarp.Identity);
        for (var y = 0; y < 150; y++)
        {
            for (var x = 0; x < 200; x++)
            {
                picture.Row(top + y).Slice(3 * (left + x), 3).Fill(waves.Grey(x, y));
            }
        }

        return picture;
    }

    private static (double X, double Y) Carry(CameraWarp warp, double x, double y) =>
        ((warp.XX * x) + (warp.XY * y) + warp.X, (warp.YX * x) + (warp.YY * y) + warp.Y);

    private static void AssertShift(CameraWarp warp, (double X, double Y) shift, double tolerance, string what)
    {
        Assert.That(warp.X, Is.EqualTo(shift.X).Within(tolerance), what);
        Assert.That(warp.Y, Is.EqualTo(shift.Y).Within(tolerance), what);
    }

    private static void AssertUpright(CameraWarp warp, double tolerance)
    {
        Assert.That(new[] { warp.XX, warp.YY }, Is.All.EqualTo(1).Within(tolerance));
        Assert.That(new[] { warp.XY, warp.YX }, Is.All.EqualTo(0).Within(tolerance));
    }
}

using BenchmarkDotNet.Attributes;
using Yolo.Imaging;

namespace Yolo.MicroBenchmarks;

/// <summary>What augmentation does to pictures of 640 × 640, a classifier's resizing, and drawing; on one thread.</summary>
public class ImageOperationBenchmarks
{
    private const int Side = 640;
    private static readonly double[] AffineMatrix = [0.9, 0.05, -250, -0.05, 0.9, -240];
    private static readonly double[] UprightMatrix = [0.9, 0, -250, 0, 0.9, -240];
    private static readonly double[] PerspectiveMatrix = [0.9, 0.05, -250, -0.05, 0.9, -240, 0.0001, -0.0001, 1];

    private readonly Image mosaic = TestPicture.Make(2 * Side, 2 * Side);
    private readonly Image target = new(Side, Side);
    private readonly Image coloured = TestPicture.Make(Side, Side);
    private readonly Image small = TestPicture.Make(500, 375);
    private readonly Collage collage = new(2 * Side, 2 * Side, 114);
    private readonly Canvas canvas = new(TestPicture.Make(640, 480));

    [GlobalSetup]
    public void SetUp()
    {
        foreach (var (left, top) in new[] { (0, 0), (Side, 0), (0, Side), (Side, Side) })
        {
            collage.Add(mosaic.Crop(left, top, Side, Side), left, top);
        }

        CheckWarps();
        CheckColours();
        var before = canvas.Image.Pixels.ToArray();
        DrawTwentyBoxes();
        Check.That(!canvas.Image.Pixels.SequenceEqual(before), "Boxes are drawn.");
        var crop = CropForClassifier();
        var difference = TestPicture.Mean(crop.Pixels) - TestPicture.Mean(small.Pixels);
        Check.That((crop.Width, crop.Height) == (96, 96) && Math.Abs(difference) < 5, "A classifier sees the middle, as bright as the picture.");
    }

    /// <summary>From 1280 × 1280.</summary>
    [Benchmark]
    public void WarpAffine() => Warp.Affine(mosaic, AffineMatrix, target);

    /// <summary>From four pictures on a canvas of 1280 × 1280, which is not painted: what training does by default.</summary>
    [Benchmark]
    public void WarpMosaicUpright() => Warp.Upright(collage, UprightMatrix, target);

    /// <summary>From 1280 × 1280.</summary>
    [Benchmark]
    public void WarpPerspective() => Warp.Perspective(mosaic, PerspectiveMatrix, target);

    /// <summary>Half way round the circle of hues, and nothing else: the picture keeps its colourfulness and its brightness however often.</summary>
    [Benchmark]
    public void ChangeColours() => HsvGain.Apply(coloured, 0.5, 0, 0);

    [Benchmark]
    public void FlipLeftRight() => coloured.FlipHorizontally();

    [Benchmark]
    public void FlipUpDown() => coloured.FlipVertically();

    /// <summary>500 × 375 to 96 × 96, antialiased.</summary>
    [Benchmark]
    public Image CropForClassifier() => CentreCrop.Apply(small, 96, 96);

    /// <summary>With their labels, on 640 × 480.</summary>
    [Benchmark]
    public void DrawTwentyBoxes()
    {
        for (var i = 0; i < 20; i++)
        {
            canvas.DrawBox(new(20 * i, 15 * i, (20 * i) + 150, (15 * i) + 120), "person 0.87", Palette.Of(i));
        }
    }

    private void CheckWarps()
    {
        WarpMosaicUpright();
        var painted = target.Clone();
        Warp.Affine(mosaic, UprightMatrix, target);
        Check.That(target.Pixels.SequenceEqual(painted.Pixels), "Four pictures are warped as the painted canvas is.");
        WarpAffine();
        Check.That(Math.Abs(target[320, 320].R - mosaic[598, 656].R) < 30, "An affine warp shows what the matrix says.");
        WarpPerspective();
        Check.That(!target.Pixels.SequenceEqual(painted.Pixels), "A perspective is another picture.");
    }

    private void CheckColours()
    {
        var before = coloured.Clone();
        ChangeColours();
        var (old, turned) = (before[100, 100], coloured[100, 100]);
        Check.That(old != turned && Math.Abs(Brightest(old) - Brightest(turned)) <= 2, "The hue alone is changed.");
        FlipLeftRight();
        FlipUpDown();
        Check.That(coloured[Side - 101, Side - 101] == turned, "Flips mirror.");
        FlipUpDown();
        FlipLeftRight();
    }

    private static int Brightest(Rgb colour) => Math.Max(colour.R, Math.Max(colour.G, colour.B));
}

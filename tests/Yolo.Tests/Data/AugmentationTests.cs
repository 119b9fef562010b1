using Yolo.Data.Augmentations;
using Yolo.Data.Sampling;
using Yolo.Geometry;

namespace Yolo.Tests.Data;

public sealed class AugmentationTests
{
    private const int Size = 96;
    private static readonly AugmentationSettings Wild = AugmentationSettings.None with { Degrees = 40, Translate = 0.2, Scale = 0.5, Shear = 12 };

    [Test]
    public void MosaicOfFour_MovesBoxesWithTheirPictures([Range(0, 19)] int seed)
    {
        var random = new SampleRandom(seed, 0, 0);
        using var mosaic = Owned(Mosaic.OfFour(Parts(4, seed), Size, ref random));
        Assert.That((mosaic.Sample.Width, mosaic.Sample.Height), Is.EqualTo((2 * Size, 2 * Size)));
        Blocks.AssertTogether(mosaic.Sample, shred: 1);
    }

    [Test]
    public void MosaicOfNine_MovesBoxesWithTheirPictures([Range(0, 19)] int seed)
    {
        using var mosaic = Owned(Mosaic.OfNine(Parts(9, seed), Size));
        Blocks.AssertTogether(mosaic.Sample, shred: 1);
    }

    [Test]
    public void RandomPerspective_MovesBoxesWithPixels([Range(0, 29)] int seed, [Values(0, 0.0008)] double perspective)
    {
        var sample = Blocks.Sample(2 * Size, 2 * Size, Blocks.RandomBlock(0, 2 * Size, 2 * Size, new Random(seed)));
        var random = new SampleRandom(seed, 0, 0);
        RandomPerspective.Apply(sample, Size, Size, Wild with { Perspective = perspective }, ref random);
        using var _ = Owned(sample);
        Assert.That((sample.Width, sample.Height), Is.EqualTo((Size, Size)));
        Blocks.AssertTogether(sample, turned: true);
    }

    [Test]
    public void RandomPerspective_WithoutTurning_CutsBoxesWhereThePictureIsCut([Range(0, 29)] int seed)
    {
        var sample = Blocks.Sample(2 * Size, 2 * Size, Blocks.RandomBlock(0, 2 * Size, 2 * Size, new Random(seed)));
        var random = new SampleRandom(seed, 0, 0);
        RandomPerspective.Apply(sample, Size, Size, Wild with { Degrees = 0, Shear = 0 }, ref random);
        using var _ = Owned(sample);
        Blocks.AssertTogether(sample, within: 1.1);
    }

    [Test]
    public void RandomPerspective_OfAnOutline_KeepsTheBoxAroundIt([Range(0, 19)] int seed)
    {
        float[] triangle = PolygonSampling.Resample([30, 40, 150, 60, 80, 160], 1000);
        var sample = Blocks.Sample(2 * Size, 2 * Size, new SampleObject(1, new Box(30, 40, 150, 160), triangle));
        var random = new SampleRandom(seed, 0, 0);
        RandomPerspective.Apply(sample, Size, Size, Wild, ref random);
        using var _ = Owned(sample);
        // A slanted point is thinner than a pixel; its box reaches farther than its colour.
        Blocks.AssertTogether(sample, within: 5, turned: true);
        foreach (var item in sample.Objects)
        {
            Assert.That(item.Polygon!.Where((_, at) => at % 2 == 0), Has.All.InRange(item.Box.X1, item.Box.X2));
        }
    }

    [Test]
    public void RandomPerspective_WithNothingToDo_LeavesTheSharedPixels()
    {
        var sample = Blocks.Sample(Size, Size, new SampleObject(0, new Box(10, 10, 40, 40)));
        var (before, random) = (sample.Image, new SampleRandom(0, 0, 0));
        RandomPerspective.Apply(sample, Size, Size, AugmentationSettings.None, ref random);
        Assert.That((sample.Image, sample.Owned, sample.Objects[0].Box), Is.EqualTo((before, false, new Box(10, 10, 40, 40))));
    }

    [TestCase(1f, 50f, 0)]
    [TestCase(3f, 50f, 1)]
    [TestCase(3f, 310f, 0)]
    public void RandomPerspective_DropsSliversAndThreads(float width, float height, int kept)
    {
        var sample = Blocks.Sample(320, 320, new SampleObject(0, new Box(5, 5, 5 + width, 5 + height)));
        var random = new SampleRandom(0, 0, 0);
        RandomPerspective.Apply(sample, 320, 320, AugmentationSettings.None, ref random);
        Assert.That(sample.Objects, Has.Count.EqualTo(kept));
    }

    [Test]
    public void Letterbox_MovesBoxesWithPixels([Values(40, 96, 150)] int width, [Values(30, 96, 171)] int height, [Values] bool enlarge)
    {
        var sample = Blocks.Sample(width, height, Blocks.RandomBlock(0, width, height, new Random(width)));
        var geometry = SampleLetterbox.Apply(sample, Size, Size, enlarge);
        using var _ = Owned(sample);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((sample.Width, sample.Height), Is.EqualTo((Size, Size)));
            Assert.That(geometry.GainX, enlarge ? Is.Positive : Is.LessThanOrEqualTo(1));
        }

        Blocks.AssertTogether(sample);
    }

    [TestCase(1, 0)]
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    public void RandomFlip_MirrorsBoxesWithPixels(double vertically, double horizontally)
    {
        var sample = Blocks.Sample(Size, 70, new(0, new Box(5, 10, 40, 30)), new(1, new Box(50, 40, 90, 69)));
        var (shared, random) = (sample.Image, new SampleRandom(0, 0, 0));
        RandomFlip.Apply(sample, AugmentationSettings.None with { FlipVertically = vertically, FlipHorizontally = horizontally }, ref random);
        using var _ = Owned(sample);
        Blocks.AssertTogether(sample, within: 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sample.Objects[0].Box.X1, Is.EqualTo(horizontally > 0 ? Size - 40 : 5));
            Assert.That(Blocks.Extent(shared, 0), Is.EqualTo(new Box(5, 10, 40, 30)), "the shared picture stays as it was");
        }
    }

    [Test]
    public void RandomFlip_MirrorsOutlines()
    {
        var sample = Blocks.Sample(Size, Size, new SampleObject(0, new Box(5, 10, 40, 30), [5, 10, 40, 10, 20, 30]));
        var random = new SampleRandom(0, 0, 0);
        RandomFlip.Apply(sample, AugmentationSettings.None with { FlipHorizontally = 1, FlipVertically = 1 }, ref random);
        using var _ = Owned(sample);
        Assert.That(sample.Objects[0].Polygon, Is.EqualTo(new float[] { 91, 86, 56, 86, 76, 66 }));
    }

    [Test]
    public void Colour_NeverTouchesBoxesOrSharedPixels()
    {
        var sample = Blocks.Sample(Size, Size, new SampleObject(0, new Box(10, 10, 40, 40)));
        var (shared, before, random) = (sample.Image, sample.Image.Pixels.ToArray(), new SampleRandom(1, 0, 0));
        ColourAugmentation.Apply(sample, new AugmentationSettings(), ref random);
        using var _ = Owned(sample);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shared.Pixels.ToArray(), Is.EqualTo(before));
            Assert.That(sample.Image.Pixels.ToArray(), Is.Not.EqualTo(before));
            Assert.That(sample.Objects[0].Box, Is.EqualTo(new Box(10, 10, 40, 40)));
        }
    }

    [Test]
    public void ChannelSwap_ExchangesRedAndBlue()
    {
        var sample = Blocks.Sample(Size, Size, new SampleObject(0, new Box(10, 10, 40, 40)));
        var random = new SampleRandom(0, 0, 0);
        ChannelSwap.Apply(sample, AugmentationSettings.None with { Bgr = 1 }, ref random);
        using var _ = Owned(sample);
        Assert.That((Blocks.Extent(sample.Image, 0), Blocks.Extent(sample.Image, 2)), Is.EqualTo(((Box?)null, (Box?)new Box(10, 10, 40, 40))));
    }

    [Test]
    public void MixUp_BlendsPixelsAndKeepsAllObjects([Range(0, 4)] int seed)
    {
        var first = Blocks.Sample(Size, Size, new SampleObject(6, new Box(0, 0, Size, Size)));
        var second = Blocks.Sample(Size, Size, new SampleObject(7, new Box(0, 0, Size, Size)));
        var random = new SampleRandom(seed, 0, 0);
        MixUp.Apply(first, second, ref random);
        using var _ = Owned(first);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Objects.Select(item => item.Class), Is.EqualTo(new[] { 6, 7 }));
            Assert.That(first.Image.Pixels.ToArray().Distinct().Single(), Is.InRange(80, 175), "Beta(32, 32) stays near a half");
        }
    }

    [Test]
    public void CutMix_PastesWhereNothingIs_AndLabelsWhatItPastes()
    {
        int pasted = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var own = new Box(4, 4, 40, 50);
            var sample = Blocks.Sample(Size, Size, new SampleObject(0, own));
            var other = Blocks.Sample(Size, Size, new SampleObject(1, new Box(30, 30, 90, 90)));
            var random = new SampleRandom(seed, 0, 0);
            CutMix.Apply(sample, other, ref random);
            using var _ = Owned(sample);
            Blocks.AssertTogether(sample, within: 0.01);
            Assert.That(sample.Objects[0].Box, Is.EqualTo(own));
            pasted += sample.Objects.Count - 1;
        }

        Assert.That(pasted, Is.InRange(5, 59));
    }

    [Test]
    public void CopyPaste_FromTheMirror_CopiesOutlinesThatFitIn()
    {
        float[] triangle = PolygonSampling.Resample([5, 5, 40, 5, 5, 60], 1000);
        var sample = Blocks.Sample(Size, Size, new SampleObject(0, new Box(5, 5, 40, 60), triangle));
        CopyPaste.FromMirror(sample, share: 1);
        using var _ = Owned(sample);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sample.Objects.Select(item => item.Box), Is.EqualTo(new[] { new Box(5, 5, 40, 60), new Box(56, 5, 91, 60) }));
            Assert.That(sample.Image[88, 10], Is.EqualTo(Blocks.Colours[0]));
            Assert.That(sample.Image[60, 50], Is.EqualTo(Blocks.Ground), "outside of the outline nothing is copied");
        }
    }

    [Test]
    public void CopyPaste_OntoAnotherObject_IsLeftOut()
    {
        var sample = Blocks.Sample(Size, Size, new SampleObject(0, new Box(10, 10, 86, 60), PolygonSampling.Resample([10, 10, 86, 10, 40, 60], 1000)));
        CopyPaste.FromMirror(sample, share: 1);
        Assert.That((sample.Objects.Count, sample.Owned), Is.EqualTo((1, false)));
    }

    [Test]
    public void PolygonSampling_KeepsCornersAndOutline([Values(3, 17, 999, 1000, 1001, 5000)] int corners)
    {
        float[] circle = [.. Enumerable.Range(0, corners).SelectMany(corner => new[]
        {
            MathF.Cos(2 * MathF.PI * corner / corners), MathF.Sin(2 * MathF.PI * corner / corners),
        })];
        float[] sampled = PolygonSampling.Resample(circle, 1000);
        var points = sampled.Chunk(2).Select(point => (point[0], point[1])).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sampled, Has.Length.EqualTo(2000));
            Assert.That(sampled.Chunk(2).Select(point => Math.Sqrt((point[0] * point[0]) + (point[1] * point[1]))), Has.All.InRange(Math.Cos(Math.PI / corners) - 1e-5, 1 + 1e-5));
            Assert.That(circle.Chunk(2).Where(point => corners < 1000 && !points.Contains((point[0], point[1]))), Is.Empty);
        }
    }

    private static Sample[] Parts(int count, int seed)
    {
        var random = new Random(seed);
        var parts = new Sample[count];
        for (int part = 0; part < count; part++)
        {
            int shorter = random.Next(Size / 2, Size + 1);
            (int width, int height) = random.Next(2) == 0 ? (Size, shorter) : (shorter, Size);
            parts[part] = Blocks.Sample(width, height, Blocks.RandomBlock(part, width, height, random));
        }

        return parts;
    }

    private static Lease Owned(Sample sample) => new(sample);

    private readonly record struct Lease(Sample Sample) : IDisposable
    {
        public void Dispose() => Sample.Release();
    }
}

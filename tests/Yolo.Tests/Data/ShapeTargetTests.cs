using Yolo.Data.Augmentations;
using Yolo.Data.Sampling;
using Yolo.Geometry;

namespace Yolo.Tests.Data;

/// <summary>Draws shapes, augments, and looks whether outlines, key points and rotated boxes lie where the pixels are.</summary>
public sealed class ShapeTargetTests
{
    private const int Size = 128;
    private static readonly AugmentationSettings Wild = AugmentationSettings.None with { Degrees = 40, Translate = 0.2, Scale = 0.4, Shear = 10 };

    [Test]
    public void MosaicOfFour_MovesShapes([Range(0, 9)] int seed)
    {
        var random = new SampleRandom(seed, 0, 0);
        var mosaic = Mosaic.OfFour(Parts(4, seed), Size, ref random);
        Marked.AssertTogether(mosaic);
        mosaic.Release();
    }

    [Test]
    public void MosaicOfNine_MovesShapes([Range(0, 9)] int seed)
    {
        var mosaic = Mosaic.OfNine(Parts(9, seed), Size);
        Marked.AssertTogether(mosaic);
        mosaic.Release();
    }

    [Test]
    public void RandomPerspective_MovesShapes([Range(0, 19)] int seed, [Values(0, 0.0006)] double perspective)
    {
        var sample = Marked.Sample(2 * Size, 2 * Size, Marked.Shape(0, 2 * Size, 2 * Size, seed));
        var random = new SampleRandom(seed, 0, 0);
        RandomPerspective.Apply(sample, 2 * Size, 2 * Size, Wild with { Perspective = perspective }, ref random);
        Marked.AssertTogether(sample);
        sample.Release();
    }

    [Test]
    public void RandomPerspective_HidesKeyPointsThatLeave([Range(0, 19)] int seed)
    {
        var sample = Marked.Sample(2 * Size, 2 * Size, Marked.Shape(0, 2 * Size, 2 * Size, seed));
        var random = new SampleRandom(seed, 0, 0);
        RandomPerspective.Apply(sample, Size, Size, Wild with { Translate = 0.4 }, ref random);
        Marked.AssertTogether(sample);
        foreach (float[] point in sample.Objects.SelectMany(item => item.Keypoints!.Chunk(3)))
        {
            Assert.That((point[0], point[1]), Is.EqualTo((Math.Clamp(point[0], 0, Size), Math.Clamp(point[1], 0, Size))));
        }

        sample.Release();
    }

    [Test]
    public void Letterbox_MovesShapes([Values(90, 128, 200)] int width, [Values(90, 150)] int height)
    {
        var sample = Marked.Sample(width, height, Marked.Shape(2, width, height, width));
        SampleLetterbox.Apply(sample, Size, Size, enlarge: true);
        Marked.AssertTogether(sample);
        sample.Release();
    }

    [TestCase(1, 0)]
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    public void RandomFlip_MirrorsShapes(double vertically, double horizontally)
    {
        var sample = Marked.Sample(Size, 100, Marked.Shape(1, Size, 100, 3));
        var random = new SampleRandom(0, 0, 0);
        RandomFlip.Apply(sample, AugmentationSettings.None with { FlipVertically = vertically, FlipHorizontally = horizontally }, ref random);
        Marked.AssertTogether(sample);
        sample.Release();
    }

    [Test]
    public void RandomFlip_ExchangesKeyPointsThatBecomeEachOther()
    {
        var sample = Blocks.Sample(Size, Size, new SampleObject(0, new Box(10, 10, 50, 50), null, [20, 30, 2, 12, 40, 1, 48, 41, 0]));
        var random = new SampleRandom(0, 0, 0);
        RandomFlip.Apply(sample, AugmentationSettings.None with { FlipHorizontally = 1 }, ref random, [0, 2, 1]);
        Assert.That(sample.Objects[0].Keypoints, Is.EqualTo(new float[] { 108, 30, 2, 80, 41, 0, 116, 40, 1 }));
        sample.Release();
    }

    [Test]
    public void MixUp_KeepsShapesOfBoth()
    {
        var (first, second) = (Marked.Shape(0, Size, Size, 1), Marked.Shape(1, Size, Size, 2));
        var sample = Marked.Sample(Size, Size, first);
        var random = new SampleRandom(0, 0, 0);
        MixUp.Apply(sample, Marked.Sample(Size, Size, second), ref random);
        Assert.That(sample.Objects, Is.EqualTo(new[] { first, second }));
        sample.Release();
    }

    [Test]
    public void CutMix_CutsShapesWithTheirPixels()
    {
        int pasted = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var own = Marked.Shape(0, Size / 2, Size / 2, seed);
            var sample = Marked.Sample(Size, Size, own);
            var random = new SampleRandom(seed, 0, 0);
            CutMix.Apply(sample, Marked.Sample(Size, Size, Marked.Shape(1, Size, Size, seed + 7)), ref random);
            Marked.AssertTogether(sample, cut: true);
            pasted += sample.Objects.Count - 1;
            sample.Release();
        }

        Assert.That(pasted, Is.GreaterThan(5));
    }

    [Test]
    public void CopyPaste_FromTheMirror_CopiesShapes([Range(0, 9)] int seed)
    {
        var sample = Marked.Sample(2 * Size, Size, Marked.Shape(0, Size, Size, seed));
        CopyPaste.FromMirror(sample, share: 1);
        Assert.That(sample.Objects, Has.Count.EqualTo(2));
        Marked.AssertTogether(sample);
        sample.Release();
    }

    [Test]
    public void CopyPaste_FromAnotherPicture_CopiesShapes([Range(0, 9)] int seed)
    {
        var sample = Marked.Sample(2 * Size, Size, Marked.Shape(0, Size, Size, seed));
        CopyPaste.From(sample, Marked.Sample(2 * Size, Size, Marked.Shape(1, Size, Size, seed).Move(Size, 0)), share: 1);
        Assert.That(sample.Objects, Has.Count.EqualTo(2));
        Marked.AssertTogether(sample);
        sample.Release();
    }

    private static Sample[] Parts(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(part =>
        {
            (int width, int height) = random.Next(2) == 0 ? (Size, random.Next(Size / 2, Size + 1)) : (random.Next(Size / 2, Size + 1), Size);
            return Marked.Sample(width, height, Marked.Shape(part, width, height, seed + part));
        })];
    }
}

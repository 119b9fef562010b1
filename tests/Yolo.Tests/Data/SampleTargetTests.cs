using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Tests.Data;

/// <summary>What batches say about objects besides class and box.</summary>
public sealed class SampleTargetTests : FolderFixture
{
    [Test]
    public void Raster_FillsTheInsideAndTheOutline()
    {
        byte[] mask = new byte[8 * 6];
        PolygonRaster.Fill([1.9f, 1.2f, 5.7f, 1, 5, 4, 1, 4.9f], mask, 8, 6);
        Assert.That(Rows(mask, 8), Is.EqualTo(new[] { "........", ".#####..", ".#####..", ".#####..", ".#####..", "........" }));
    }

    [Test]
    public void Raster_OfATriangle_IsWhatOpenCvFills()
    {
        byte[] mask = new byte[8 * 8];
        PolygonRaster.Fill([0, 0, 7, 0, 0, 7], mask, 8, 8);
        Assert.That(Rows(mask, 8), Is.EqualTo(new[] { "########", "#######.", "######..", "#####...", "####....", "###.....", "##......", "#......." }));
    }

    [Test]
    public void Raster_LeavesOutWhatIsOutside()
    {
        byte[] mask = new byte[4 * 4];
        PolygonRaster.Fill([-5, -5, 9, -5, 9, 2, -5, 2], mask, 4, 4);
        Assert.That(Rows(mask, 4), Is.EqualTo(new[] { "####", "####", "####", "...." }));
    }

    [Test]
    public void Raster_OfAnOutlineWithoutArea_IsALine()
    {
        byte[] mask = new byte[4 * 3];
        PolygonRaster.Fill([0, 0, 2, 2, 1, 1], mask, 4, 3);
        Assert.That(Rows(mask, 4), Is.EqualTo(new[] { "#...", ".#..", "..#." }));
    }

    [Test]
    public void Raster_KeepsTheHoleOfARing()
    {
        byte[] mask = new byte[9 * 9];
        PolygonRaster.Fill([0, 0, 8, 0, 8, 8, 0, 8, 0, 0, 2, 2, 6, 2, 6, 6, 2, 6, 2, 2], mask, 9, 9);
        Assert.That((mask[(4 * 9) + 4], mask[(4 * 9) + 7], mask[(1 * 9) + 4]), Is.EqualTo(((byte)0, (byte)1, (byte)1)));
    }

    [TestCase(1, 16)]
    [TestCase(2, 4)]
    [TestCase(4, 1)]
    public void Shrink_CountsPixelsThatAreAtLeastHalfCovered(int ratio, int area)
    {
        byte[] mask = new byte[8 * 8], small = new byte[8 / ratio * (8 / ratio)];
        PolygonRaster.Fill([0, 0, 3, 0, 3, 3, 0, 3], mask, 8, 8);
        MaskShrink.Run(mask, 8, 8, small, 8 / ratio, 8 / ratio);
        Assert.That(small.Count(value => value == 1), Is.EqualTo(area));
    }

    [Test]
    public void Masks_ThatOverlap_HaveTheSmallestOnTop_AndObjectsInTheirOrder()
    {
        using var batch = Batch(new() { Labels = LabelForm.Polygons }, Square(3, 40, 40, 24), Square(5, 8, 8, 80), Square(7, 44, 44, 8));
        var masks = batch.Masks!;
        short At(short[] map, int x, int y) => map[(y / 4 * masks.Width) + (x / 4)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((masks.Width, masks.Height, masks.AreMaps), Is.EqualTo((24, 24, true)));
            Assert.That(batch.ObjectClasses, Is.EqualTo(new[] { 5, 3, 7 }));
            Assert.That(batch.BoxesXywhNormalized[2], Is.EqualTo(80 / 96f));
            Assert.That(new[] { At(masks.Values, 2, 2), At(masks.Values, 20, 20), At(masks.Values, 60, 60), At(masks.Values, 48, 48) }, Is.EqualTo(new short[] { 0, 1, 2, 3 }));
            Assert.That(new[] { At(masks.Classes, 2, 2), At(masks.Classes, 20, 20), At(masks.Classes, 60, 60), At(masks.Classes, 48, 48) }, Is.EqualTo(new short[] { 0, 5, 3, 7 }));
        }
    }

    [Test]
    public void Masks_OneAnObject_KeepTheirOrderAndOverlap()
    {
        using var batch = Batch(new() { Labels = LabelForm.Polygons, OverlapMasks = false, MaskRatio = 2 }, Square(3, 40, 40, 24), Square(5, 8, 8, 80));
        var masks = batch.Masks!;
        short At(int item, int x, int y) => masks.Values[(item * masks.Width * masks.Height) + (y / 2 * masks.Width) + (x / 2)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((masks.Width, masks.Height, masks.AreMaps, masks.Values.Length), Is.EqualTo((48, 48, false, 2 * 48 * 48)));
            Assert.That(batch.ObjectClasses, Is.EqualTo(new[] { 3, 5 }));
            Assert.That(new[] { At(0, 50, 50), At(1, 50, 50), At(0, 20, 20), At(1, 20, 20) }, Is.EqualTo(new short[] { 1, 1, 0, 1 }));
            Assert.That(masks.Classes[(25 * 48) + 25], Is.EqualTo(3));
        }
    }

    [Test]
    public void Masks_WithoutObjects_AreEmpty()
    {
        using var batch = Batch(new() { Labels = LabelForm.Polygons });
        Assert.That((batch.Masks!.Values.Length, batch.Masks.Values.Any(value => value != 0)), Is.EqualTo((24 * 24, false)));
    }

    [Test]
    public void KeyPoints_AreSharesOfTheInputWithTheirVisibility()
    {
        using var batch = Batch(
            new() { Labels = LabelForm.Keypoints }, new SampleObject(0, new Box(0, 0, 96, 96), null, [48, 24, 2, 0, 96, 0]), new SampleObject(0, default, null, [96, 0, 1, 12, 12, 2]));
        Assert.That(batch.KeypointsNormalized, Is.EqualTo(new[] { 0.5f, 0.25f, 2, 0, 1, 0, 1, 0, 1, 0.125f, 0.125f, 2 }));
    }

    [Test]
    public void RotatedBoxes_AreTheSmallestAroundCorners()
    {
        float[] corners = new RotatedRectangle(40, 50, 36, 12, 0.5f).Corners();
        using var batch = Batch(new() { Labels = LabelForm.Corners }, new SampleObject(2, default, PolygonSampling.Resample(corners, 100)));
        Assert.That(batch.RotatedBoxesNormalized, Is.EqualTo(new[] { 40 / 96f, 50 / 96f, 36 / 96f, 12 / 96f, 0.5f }).Within(1e-4));
    }

    [Test]
    public void Boxes_SayNothingMore()
    {
        using var batch = Batch(TargetForm.Boxes, Square(3, 40, 40, 24));
        Assert.That((batch.Masks, batch.KeypointsNormalized.Length, batch.RotatedBoxesNormalized.Length), Is.EqualTo(((MaskBatch?)null, 0, 0)));
    }

    [Test]
    public void Store_KeepsAllPointsOfALongPolygon()
    {
        float[] Circle(int points) => [.. Enumerable.Range(0, points).SelectMany(point => new[]
        {
            0.5f + (0.4f * MathF.Cos(2 * MathF.PI * point / points)), 0.5f + (0.4f * MathF.Sin(2 * MathF.PI * point / points)),
        })];
        Blocks.Sample(64, 64).Image.Save(Folder.Path("a.png"));
        LabelledImage[] images = [new(Folder.Path("a.png"), 64, 64, [new(0, default, Circle(1500)), new(0, default, Circle(7))])];
        int Points(LabelForm form) => new ImageStore(images, 64, targets: new() { Labels = form }).Load(0).Objects[1].Polygon!.Length / 2;
        LabelledImage[] few = [images[0] with { Objects = [images[0].Objects[1]] }];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Points(LabelForm.Polygons), Is.EqualTo(1501));
            Assert.That(new ImageStore(few, 64, targets: new() { Labels = LabelForm.Corners }).Load(0).Objects[0].Polygon, Has.Length.EqualTo(200));
            Assert.That(new ImageStore(few, 64).Load(0).Objects[0].Polygon, Has.Length.EqualTo(2000));
        }
    }

    [Test]
    public void Training_WithoutFlipIndices_MirrorsNoKeyPoints()
    {
        Blocks.Sample(64, 64).Image.Save(Folder.Path("b.png"));
        LabelledImage[] images = [new(Folder.Path("b.png"), 64, 64, [new(0, new(0.5f, 0.5f, 0.5f, 0.5f), default, new float[] { 0.3f, 0.4f, 2 })])];
        float First(TargetForm targets)
        {
            var maker = new TrainingSamples(new ImageStore(images, 64, targets: targets), AugmentationSettings.None with { FlipHorizontally = 1 }, 0);
            return maker.Make(EpochPlan.Sequential(0, 1, 1, (64, 64)), 0).Sample.Objects[0].Keypoints![0];
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(First(new() { Labels = LabelForm.Keypoints }), Is.EqualTo(64 * 0.3f).Within(1e-3));
            Assert.That(First(new() { Labels = LabelForm.Keypoints, FlipIndices = [0] }), Is.EqualTo(64 * 0.7f).Within(1e-3));
        }
    }

    private static SampleObject Square(int index, float x, float y, float side) =>
        new(index, new Box(x, y, x + side, y + side), [x, y, x + side, y, x + side, y + side, x, y + side]);

    private static SampleBatch Batch(TargetForm targets, params SampleObject[] objects)
    {
        var pending = new PendingBatch(new SampleBatch(0, 1, 96, 96, targets));
        pending.Fill(0, new(0, new Sample(new Image(96, 96), objects, owned: false), default));
        return pending.Ready.Result;
    }

    private static string[] Rows(byte[] mask, int width) => [.. mask.Chunk(width).Select(row => string.Concat(row.Select(value => value == 0 ? '.' : '#')))];
}

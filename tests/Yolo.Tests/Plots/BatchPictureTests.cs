using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Plots;

namespace Yolo.Tests.Plots;

public sealed class BatchPictureTests
{
    private static readonly string[] Names = ["", "cell"];

    [TestCase(1, 1, 1)]
    [TestCase(2, 1, 2)]
    [TestCase(5, 2, 3)]
    [TestCase(16, 4, 4)]
    [TestCase(40, 4, 4)]
    public void Pictures_OfABatch_StandInColumns(int count, int columns, int rows)
    {
        using var batch = Batch(count, 96, 64);

        var picture = BatchPicture.Copy(batch, Paths(count)).DrawLabels(Names);

        Assert.That((picture.Width, picture.Height), Is.EqualTo((columns * 96, rows * 64)));

        // Column by column: the second picture is below the first.
        for (var i = 0; i < Math.Min(count, columns * rows); i++)
        {
            Assert.That(picture[(i / rows * 96) + 48, (i % rows * 64) + 60].R, Is.EqualTo(10 * i), $"picture {i}");
        }
    }

    [Test]
    public void Pictures_ThatAreLarge_AreScaledDownWithTheirBoxes()
    {
        using var batch = Batch(1, 3840, 640, new SampleObject(1, new Box(1920, 400, 2880, 600)));

        var picture = BatchPicture.Copy(batch, Paths(1)).DrawLabels(Names);

        Assert.That((picture.Width, picture.Height), Is.EqualTo((1920, 320)));
        Assert.That(picture[1200, 250], Is.EqualTo(default(Rgb)));
        Assert.That(Enumerable.Range(955, 10).Select(x => picture[x, 280]), Has.Some.EqualTo(Palette.Of(1)));
    }

    [Test]
    public void Predictions_ThatAreDoubtful_AreNotDrawn()
    {
        using var batch = Batch(1, 96, 96);
        var copy = BatchPicture.Copy(batch, Paths(1));
        Candidate[] found = [new(new Box(10, 40, 80, 80), 0.9f, 1, 0), new(new Box(20, 60, 60, 90), BatchPicture.Confidence, 2, 0)];

        var picture = copy.DrawPredictions([found, [], []], Names);

        Assert.That(Count(picture, Palette.Of(1)), Is.GreaterThan(100));
        Assert.That(Count(picture, Palette.Of(2)), Is.Zero);
    }

    [Test]
    public void Copy_OfABatch_OutlivesIt()
    {
        var batch = Batch(2, 64, 64, new SampleObject(1, new Box(10, 30, 50, 50)));
        var copy = BatchPicture.Copy(batch, Paths(2));
        batch.Pixels.Fill(77);
        batch.Dispose();

        var picture = copy.DrawLabels(Names);

        Assert.That((picture[30, 60].R, picture[30, 124].R), Is.EqualTo((0, 10)));
        Assert.That(Count(picture, Palette.Of(1)), Is.GreaterThan(50));
    }

    [Test]
    public void Objects_WithMasksAndPoints_AreDrawnWithThem()
    {
        using var batch = Batch(1, 96, 96);
        var mask = new CellMask(24, 24, 5, 10, 10, [.. Enumerable.Repeat(true, 100)]);
        var label = new LabelledObject(new Box(20, 40, 60, 80), 1) { Mask = mask, Keypoints = new float[] { 30, 60, 2, 50, 70, 0 } };

        var picture = BatchPicture.Copy(batch, Paths(1), [[label]]).DrawLabels(Names);

        var (filled, point) = (picture[40, 70], picture[30, 60]);
        Assert.That(filled.R, Is.EqualTo(Palette.Of(1).R / 2).Within(1), "half of the class's colour over black");
        Assert.That((point, picture[50, 70], picture[70, 60]), Is.EqualTo((Palette.Of(0), filled, default(Rgb))), "the hidden point is not drawn, nor anything beside the mask");
    }

    [Test]
    public void Classes_OfWholePictures_AreNamedWithoutAFrame()
    {
        using var batch = Batch(2, 96, 96, new TargetForm { Labels = LabelForm.Folders }, new SampleObject(1, new Box(0, 0, 96, 96)));
        var copy = BatchPicture.Copy(batch, Paths(2));
        Candidate[] found = [new(new Box(0, 0, 96, 96), 0.1f, 2, 0), new(new Box(0, 0, 96, 96), 0.09f, 1, 0)];

        var (labelled, predicted) = (copy.DrawLabels(Names), copy.DrawPredictions([found, []], Names));

        Assert.That(Count(labelled, Palette.Of(1)), Is.GreaterThan(50));
        Assert.That((Count(predicted, Palette.Of(2)) > 50, Count(predicted, Palette.Of(1))), Is.EqualTo((true, 0)), "the most probable class, however weak");
        Assert.That(Enumerable.Range(40, 50).SelectMany(y => Enumerable.Range(2, 90).Select(x => labelled[x, y])), Has.All.EqualTo(default(Rgb)), "nothing is drawn below the name");
    }

    [Test]
    public void RotatedBoxes_AreDrawnInThePlaceOfUprightOnes()
    {
        using var batch = Batch(1, 96, 96);
        var diamond = new RotatedRectangle(48, 56, 40, 40, MathF.PI / 4);
        var copy = BatchPicture.Copy(batch, Paths(1), [[new(diamond.Upright(), 1) { Rotated = diamond }]]);

        Image[] pictures = [copy.DrawLabels(Names), copy.DrawPredictions([[new(diamond.Upright(), 0.9f, 1, 0) { Rotated = diamond }]], Names)];

        foreach (var picture in pictures)
        {
            // The middle of a side of the diamond, and the corner of the upright box around it.
            Assert.That(picture[62, 70].R, Is.GreaterThan(Palette.Of(1).R / 3));
            Assert.That(picture[76, 84], Is.EqualTo(default(Rgb)));
        }
    }

    private static string[] Paths(int count) => [.. Enumerable.Range(0, count).Select(index => $"/pictures/a picture with a name that is too long for it {index}.jpg")];

    // Picture i is grey of level 10 i; the objects are those of the first.
    private static SampleBatch Batch(int count, int width, int height, params SampleObject[] objects) => Batch(count, width, height, TargetForm.Boxes, objects);

    private static SampleBatch Batch(int count, int width, int height, TargetForm targets, params SampleObject[] objects)
    {
        var batch = new SampleBatch(0, count, width, height, targets);
        var length = width * height * Image.Channels;
        for (var i = 0; i < count; i++)
        {
            batch.Pixels.Slice(i * length, length).Fill((byte)(10 * i));
        }

        batch.Label([objects, .. Enumerable.Repeat<IReadOnlyList<SampleObject>>([], count - 1)]);
        return batch;
    }

    private static int Count(Image picture, Rgb colour) =>
        Enumerable.Range(0, picture.Width * picture.Height).Count(at => picture[at % picture.Width, at / picture.Width] == colour);
}

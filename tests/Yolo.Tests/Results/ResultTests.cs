using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Tests.Results;

public sealed class ResultTests
{
    private static readonly Dictionary<int, string> Names = new() { [0] = "RBC", [1] = "WBC" };

    [Test]
    public void Boxes_Forms_AreOneAnothersConversions()
    {
        var boxes = Make().Boxes;

        Assert.That(boxes.Xyxy[0], Is.EqualTo(new Box(10, 20, 30, 60)));
        Assert.That(boxes.Xywh[0], Is.EqualTo((20f, 40f, 20f, 40f)));
        Assert.That(boxes.XyxyNormalized[0], Is.EqualTo(new Box(0.1f, 0.25f, 0.3f, 0.75f)));
        Assert.That(boxes.XywhNormalized[0].Height, Is.EqualTo(0.5f));
        Assert.That((boxes.Confidences[0], boxes.Classes[0], boxes.TrackIds[0]), Is.EqualTo((0.9f, 1, (int?)null)));
    }

    [Test]
    public void Describe_CountsClasses()
    {
        var result = Make();

        Assert.That(result.Describe(), Is.EqualTo("2 RBCs, 1 WBC"));
        result.Boxes = new Boxes([], 100, 80);
        Assert.That(result.Describe(), Is.EqualTo("(no detections)"));
    }

    [Test]
    public void Boxes_OfAResult_KnowTheirNames()
    {
        var result = Make();

        Assert.That(result.Boxes.Select(box => box.Name), Is.EqualTo(new[] { "WBC", "RBC", "RBC" }));
        Assert.That(result.Boxes[0], Is.EqualTo(new Detection(new(10, 20, 30, 60), 0.9f, 1)), "the name follows from the class");
        result.Boxes = new Boxes([new(new(0, 0, 1, 1), 0.5f, 7), new(new(0, 0, 1, 1), 0.5f, 0)], 100, 80);
        Assert.That(result.Boxes.Select(box => box.Name), Is.EqualTo(new[] { "7", "RBC" }), "also of boxes that a callback puts there; a number where there is no name");
        Assert.That(new Result("b.png", new Image(1, 1), new Dictionary<int, string> { [1] = "leucocyte" }, Make().Boxes).Boxes.Select(box => box.Name), Is.EqualTo(new[] { "leucocyte", "0", "0" }));
    }

    [Test]
    public void RotatedBoxes_OfAResult_KnowTheirNames()
    {
        var result = Make();

        result.RotatedBoxes = [new(50, 40, 30, 12, MathF.PI / 12, 0.91f, 0) { TrackId = 3 }];

        Assert.That(result.RotatedBoxes[0].Name, Is.EqualTo("RBC"));
        Assert.That(result.RotatedBoxes[0].ToString(), Is.EqualTo("RBC 0.91 at (50.0, 40.0), 30.0 x 12.0, 15.0° #3"));
        Assert.That(new RotatedBox(1, 2, 3, 4, 0, 0.5f, 6), Is.EqualTo(new RotatedBox(1, 2, 3, 4, 0, 0.5f, 6) { Name = "ship" }).And.Not.EqualTo(new RotatedBox(1, 2, 3, 4, 0, 0.5f, 5)));
        result.RotatedBoxes = null;
        Assert.That(result.RotatedBoxes, Is.Null);
    }

    [Test]
    public void ToString_SaysWhatThereIs()
    {
        var result = Make();

        Assert.That(result.ToString(), Is.EqualTo("pictures/a.png: 80x100 2 RBCs, 1 WBC"));
        Assert.That(result.Boxes.ToString(), Is.EqualTo("3 boxes: WBC 0.90 (10.0, 20.0, 30.0, 60.0), RBC 0.80 (50.0, 50.0, 70.0, 70.0), RBC 0.70 (60.0, 10.0, 90.0, 30.0)"));
        Assert.That(new Boxes([], 1, 1).ToString(), Is.EqualTo("no boxes"));
        Assert.That(new Boxes([new(new(0, 0, 1.25f, 1), 0.5f, 4, TrackId: 2)], 1, 1).ToString(), Is.EqualTo("1 box: 4 0.50 (0.0, 0.0, 1.2, 1.0) #2").Or.EqualTo("1 box: 4 0.50 (0.0, 0.0, 1.3, 1.0) #2"));
        Assert.That(new Boxes(Enumerable.Repeat(new Detection(new(0, 0, 1, 1), 0.5f, 4), 11), 1, 1).ToString(), Does.StartWith("11 boxes: ").And.EndWith(", …"));
        Assert.That(new Box(1, 2.5f, 3, 4).ToString(), Is.EqualTo("(1, 2.5, 3, 4)"));
        Assert.That(new Mask(12, 5, 2, 1, [true, false]).ToString(), Is.EqualTo("mask of 1 pixels in 2x1 at (12, 5)"));
        Assert.That(new Keypoints([[new(1, 2), new(3, 4, 0.5f)]], 10, 10, hasConfidence: true).ToString(), Is.EqualTo("1 object of 2 points"));
        Assert.That(new Keypoint(3, 4, 0.5f).ToString(), Is.EqualTo("(3.0, 4.0) 0.50"));
        Assert.That(new Probabilities([0.25f, 0.75f]).ToString(), Is.EqualTo("1 0.75, 0 0.25"));
    }

    [Test]
    public void Plot_ChangesACopyOnly()
    {
        var result = Make();

        var plotted = result.Plot();

        Assert.That(plotted.Pixels.ToArray(), Is.Not.EqualTo(result.OriginalImage.Pixels.ToArray()));
        Assert.That(result.OriginalImage.Pixels.ToArray(), Has.All.EqualTo((byte)0));
        Assert.That(result.Plot(new() { Boxes = false }).Pixels.ToArray(), Has.All.EqualTo((byte)0));
    }

    [Test]
    public void Plot_Options_EachChangesThePicture()
    {
        var result = Make();
        byte[] Pixels(PlotOptions options) => result.Plot(options).Pixels.ToArray();
        var all = Pixels(new());

        Assert.That(Pixels(new() { Labels = false }), Is.Not.EqualTo(all));
        Assert.That(Pixels(new() { Confidences = false }), Is.Not.EqualTo(all));
        Assert.That(Pixels(new() { LineWidth = 5 }), Is.Not.EqualTo(all));
    }

    [Test]
    public void SaveTxt_WritesLabelLines()
    {
        using var folder = new TemporaryFolder();

        Make().SaveTxt(folder.Path("deep", "a.txt"), confidence: true);

        Assert.That(File.ReadAllLines(folder.Path("deep", "a.txt"))[0], Is.EqualTo("1 0.2 0.5 0.2 0.5 0.9"));
    }

    [Test]
    public void SaveCrop_ClassNameThatIsNoFolderName_StaysInside()
    {
        using var folder = new TemporaryFolder();
        var result = new Result("a.png", new Image(50, 50), new Dictionary<int, string> { [0] = "../x" }, new Boxes([new(new(0, 0, 20, 20), 1, 0)], 50, 50));

        result.SaveCrop(folder.Path("crops"));

        Assert.That(Directory.EnumerateFiles(folder.Root, "*.jpg", SearchOption.AllDirectories).Single(), Does.StartWith(folder.Path("crops")));
    }

    [Test]
    public void ToJson_HasNamesAndPixels() =>
        Assert.That(Make().ToJson(), Does.Contain("\"image\": \"a.png\"").And.Contain("\"name\": \"WBC\"").And.Contain("60"));

    private static Result Make() => new("pictures/a.png", new Image(100, 80), Names, new Boxes(
        [new(new(10, 20, 30, 60), 0.9f, 1), new(new(50, 50, 70, 70), 0.8f, 0), new(new(60, 10, 90, 30), 0.7f, 0)], 100, 80));
}

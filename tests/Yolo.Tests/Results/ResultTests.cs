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

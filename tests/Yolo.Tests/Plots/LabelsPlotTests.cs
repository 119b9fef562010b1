using Yolo.Data.Labels;
using Yolo.Imaging;
using Yolo.Plots;

namespace Yolo.Tests.Plots;

public sealed class LabelsPlotTests
{
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(3000, 3)]
    [TestCase(500, 80)]
    public void Labels_OfAnyDataSet_AreDrawn(int objects, int classes)
    {
        var labels = Enumerable.Range(0, objects).Select(index => new ObjectLabel(index % classes, new LabelBox(index % 100 / 100f, 0.5f, 0.2f, index / (float)objects)));
        var dataset = new LabelledDataset([new("a.jpg", 100, 100, []), new("b.jpg", 100, 100, [.. labels])], default!, [], []);

        var picture = LabelsPlot.Draw(dataset, [.. Enumerable.Range(0, classes).Select(index => $"class {index}")]);

        Assert.That((picture.Width, picture.Height), Is.EqualTo((1600, 1600)));
        Assert.That(Shows(picture, 0, Palette.Of(0)), Is.EqualTo(objects > 0), "a bar");
        Assert.That(Shows(picture, 800, new Rgb(8, 48, 107)), Is.EqualTo(objects > 0), "the fullest cell");
    }

    private static bool Shows(Image picture, int top, Rgb colour) =>
        Enumerable.Range(0, 800 * 800).Any(at => picture[at % 800, top + (at / 800)] == colour);
}

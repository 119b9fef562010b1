using Yolo.Imaging;
using Yolo.Metrics;
using Yolo.Plots;

namespace Yolo.Tests.Plots;

public sealed class ValidationPlotTests
{
    private static readonly IEnumerable<Func<PrecisionRecall, IReadOnlyList<string>, Image>> Curves =
        [CurvePlot.PrecisionRecall, CurvePlot.F1, CurvePlot.Precision, CurvePlot.Recall];

    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(60, 3)]
    [TestCase(200, 40)]
    public void Curves_OfAnyEvaluation_AreDrawn(int detections, int classes)
    {
        bool[] correct = [.. Enumerable.Range(0, detections * IouThresholds.Count).Select(index => index / IouThresholds.Count % 4 > 0)];
        float[] confidences = [.. Enumerable.Range(0, detections).Select(index => 1 - (index / (float)detections))];
        int[] labels = [.. Enumerable.Range(0, detections).Select(index => index % classes)];
        var evaluation = PrecisionRecall.Compute(correct, confidences, labels, labels);

        foreach (var draw in Curves)
        {
            Assert.That(draw(evaluation, ["a name"]).Width, Is.EqualTo(1800));
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(80)]
    public void Matrices_OfAnySize_AreDrawn(int classes)
    {
        var matrix = new ConfusionMatrix(classes);
        var empty = (ConfusionPlot.Draw(matrix, []), ConfusionPlot.DrawNormalized(matrix, []));
        matrix.Add([0.9f], [0], [classes - 1], [0.9f]);

        Assert.That(Shows(empty.Item1), Is.EqualTo(Shows(empty.Item2)));
        Assert.That(Shows(ConfusionPlot.Draw(matrix, ["a name"])), Is.GreaterThan(Shows(empty.Item1) + 300));
        Assert.That(Shows(ConfusionPlot.DrawNormalized(matrix, ["a name"])), Is.GreaterThan(Shows(empty.Item2) + 300));
    }

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(10)]
    public void Matrices_OfPictures_HaveNoColumnForTheBackground(int classes)
    {
        var (matrix, objects) = (ConfusionMatrix.OfPictures(classes), new ConfusionMatrix(classes));
        matrix.Add(classes - 1, classes - 1);
        objects.Add([0.9f], [classes - 1], [classes - 1], [0.9f]);

        Assert.That(MiddleOfColumn(ConfusionPlot.Draw(matrix, [])), Is.GreaterThan(MiddleOfColumn(ConfusionPlot.Draw(objects, [])) + 5));
        Assert.That(MiddleOfColumn(ConfusionPlot.DrawNormalized(matrix, [])), Is.GreaterThan(MiddleOfColumn(ConfusionPlot.DrawNormalized(objects, [])) + 5));
    }

    // Where the only full cell is, in per cent of the picture's width; the bar of colours is right of all cells.
    private static double MiddleOfColumn(Image picture) =>
        Enumerable.Range(0, picture.Width * 9 / 10).Where(x => Enumerable.Range(0, picture.Height).Count(y => picture[x, y] == new Rgb(8, 48, 107)) > 5).Average() * 100 / picture.Width;

    // Pixels of the darkest blue, which a full cell has.
    private static int Shows(Image picture) =>
        Enumerable.Range(0, picture.Width * picture.Height).Count(at => picture[at % picture.Width, at / picture.Width] == new Rgb(8, 48, 107));
}

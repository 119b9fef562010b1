using System.Globalization;
using Yolo.Charts;
using Yolo.Imaging;
using Yolo.Metrics;

namespace Yolo.Plots;

/// <summary>The curves of a validation: <c>BoxPR_curve.png</c>, <c>BoxF1_curve.png</c>, <c>BoxP_curve.png</c>, <c>BoxR_curve.png</c>.</summary>
internal static class CurvePlot
{
    private const int Width = 1800;
    private const int Height = 1200;
    private const double TextSize = 30;
    private const int MostNames = 20;

    /// <summary>Draws precision over recall at an IoU of 0.5.</summary>
    /// <param name="evaluation">What to draw.</param>
    /// <param name="names">Class names by index.</param>
    public static Image PrecisionRecall(PrecisionRecall evaluation, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var mean = string.Create(CultureInfo.InvariantCulture, $"all classes {evaluation.Map50:F3} mAP@0.5");
        return Draw(
            new("Precision-recall curve", "Recall", "Precision"),
            evaluation.Curves,
            curves => curves.PrecisionAtRecall,
            curves => string.Create(CultureInfo.InvariantCulture, $"{ClassNames.Of(names, curves.Class)} {curves.AveragePrecision[0]:F3}"),
            Mean(OperatingPoint.MeanCurve(evaluation.Curves, curves => curves.PrecisionAtRecall), mean));
    }

    /// <summary>Draws F1, the harmonic mean of precision and recall, over the confidence.</summary>
    /// <param name="evaluation">What to draw.</param>
    /// <param name="names">Class names by index.</param>
    public static Image F1(PrecisionRecall evaluation, IReadOnlyList<string> names) => OverConfidence(evaluation, names, "F1", curves => curves.F1);

    /// <summary>Draws precision over the confidence.</summary>
    /// <param name="evaluation">What to draw.</param>
    /// <param name="names">Class names by index.</param>
    public static Image Precision(PrecisionRecall evaluation, IReadOnlyList<string> names) => OverConfidence(evaluation, names, "Precision", curves => curves.Precision);

    /// <summary>Draws recall over the confidence.</summary>
    /// <param name="evaluation">What to draw.</param>
    /// <param name="names">Class names by index.</param>
    public static Image Recall(PrecisionRecall evaluation, IReadOnlyList<string> names) => OverConfidence(evaluation, names, "Recall", curves => curves.Recall);

    private static Image OverConfidence(PrecisionRecall evaluation, IReadOnlyList<string> names, string what, Func<ClassCurves, IReadOnlyList<double>> select)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var smooth = OperatingPoint.Smooth(OperatingPoint.MeanCurve(evaluation.Curves, select));
        var best = Enumerable.Range(0, smooth.Count).MaxBy(index => smooth[index]);
        var grid = Metrics.PrecisionRecall.Grid;
        return Draw(
            new($"{what}-confidence curve", "Confidence", what),
            evaluation.Curves,
            select,
            curves => ClassNames.Of(names, curves.Class),
            Mean(smooth, string.Create(CultureInfo.InvariantCulture, $"all classes {smooth[best]:F2} at {grid[best]:F3}")),
            new LineMark([grid[best]], [smooth[best]], ChartColours.Main) { Dots = 3.2 });
    }

    private static LineMark Mean(IReadOnlyList<double> values, string name) =>
        new(Metrics.PrecisionRecall.Grid, values, ChartColours.Main) { Name = name, Width = 2.4 };

    private static Image Draw(
        (string Title, string X, string Y) titles,
        IReadOnlyList<ClassCurves> classes,
        Func<ClassCurves, IReadOnlyList<double>> select,
        Func<ClassCurves, string> name,
        params LineMark[] above)
    {
        // A legend of many classes could not be read, and colours come again: then all but the mean is background.
        var named = classes.Count <= MostNames;
        var curves = classes.Select((one, index) => new LineMark(Metrics.PrecisionRecall.Grid, select(one), named ? ChartColours.Of(index) : ChartColours.Faint)
        {
            Name = named ? name(one) : string.Empty,
            Width = named ? 1.2 : 0.6,
            Opacity = named ? 1 : 0.6,
        });
        var chart = new Chart(Axis.Unit with { Label = titles.X }, Axis.Unit with { Label = titles.Y })
        {
            Title = titles.Title,
            Marks = [.. curves, .. above],
            LegendPlace = LegendPlace.Beside,
        };
        return ChartSheet.Draw([chart], 1, Width, Height, TextSize);
    }
}

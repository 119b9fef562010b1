using System.Globalization;

namespace Yolo.Metrics;

/// <summary>The validation table of the console: one column of 22 characters, six of 11.</summary>
public static class MetricsTable
{
    private const int Digits = 3;

    /// <summary>The heading.</summary>
    public static string Header { get; } = Line("Class", ["Images", "Instances", "Box(P", "R", "mAP50", "mAP50-95)"]);

    /// <summary>The row over all classes.</summary>
    /// <param name="metrics">The outcome.</param>
    /// <returns>One line without its end.</returns>
    public static string Summary(DetectionMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var evaluation = metrics.Evaluation;
        return Row("all", metrics.Images, metrics.Instances, evaluation.Precision, evaluation.Recall, evaluation.Map50, evaluation.Map);
    }

    /// <summary>One row for each class that occurs.</summary>
    /// <param name="metrics">The outcome.</param>
    /// <param name="names">Class names by index.</param>
    /// <returns>Lines without their ends.</returns>
    public static IEnumerable<string> PerClass(DetectionMetrics metrics, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(names);
        return metrics.Classes.Select(one => Row(names[one.Class], one.Images, one.Instances, one.Precision, one.Recall, one.Ap50, one.Ap));
    }

    private static string Row(string name, int images, int instances, params ReadOnlySpan<double> figures)
    {
        var cells = new List<string> { images.ToString(CultureInfo.InvariantCulture), instances.ToString(CultureInfo.InvariantCulture) };
        foreach (double figure in figures)
        {
            cells.Add(SignificantDigits.Format(figure, Digits));
        }

        return Line(name, cells);
    }

    private static string Line(string name, IEnumerable<string> cells) => name.PadLeft(22) + string.Concat(cells.Select(cell => cell.PadLeft(11)));
}

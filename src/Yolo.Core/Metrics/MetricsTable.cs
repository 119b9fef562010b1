using System.Globalization;

namespace Yolo.Metrics;

/// <summary>The validation table of the console: one column of 22 characters, the others of 11: two counts, and four figures for each thing that is judged.</summary>
internal static class MetricsTable
{
    private const int Digits = 3;

    /// <summary>The heading.</summary>
    /// <param name="kinds">What is judged.</param>
    public static string HeaderOf(IReadOnlyList<JudgedKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return Line("Class", ["Images", "Instances", .. kinds.SelectMany(kind => new[] { $"{kind.Name}(P", "R", "mAP50", "mAP50-95)" })]);
    }

    /// <summary>The row over all classes.</summary>
    /// <param name="metrics">The outcome.</param>
    /// <returns>One line without its end.</returns>
    public static string Summary(DetectionMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row("all", metrics.Images, metrics.Instances, metrics.Parts.SelectMany(part => part.Figures));
    }

    /// <summary>One row for each class that occurs.</summary>
    /// <param name="metrics">The outcome.</param>
    /// <param name="names">Class names by index.</param>
    /// <returns>Lines without their ends.</returns>
    public static IEnumerable<string> PerClass(DetectionMetrics metrics, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(names);
        return metrics.Classes.Select((one, at) => Row(names[one.Class], one.Images, one.Instances, metrics.Parts.SelectMany(part => Figures(part.Evaluation.Classes[at]))));
    }

    /// <summary>A row of text: a name, then a column of 11 characters for each cell.</summary>
    internal static string Line(string name, IEnumerable<string> cells) => name.PadLeft(22) + string.Concat(cells.Select(cell => cell.PadLeft(11)));

    private static double[] Figures(ClassMetrics one) => [one.Precision, one.Recall, one.Ap50, one.Ap];

    private static string Row(string name, int images, int instances, IEnumerable<double> figures) => Line(
        name,
        [images.ToString(CultureInfo.InvariantCulture), instances.ToString(CultureInfo.InvariantCulture), .. figures.Select(figure => SignificantDigits.Format(figure, Digits))]);
}

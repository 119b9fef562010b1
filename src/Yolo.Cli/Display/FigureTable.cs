using System.Globalization;
using Spectre.Console;
using Yolo.Metrics;

namespace Yolo.Cli.Display;

/// <summary>The figures of a validation as a table for a screen. Where there is no room for all of it, the counts are left out.</summary>
internal static class FigureTable
{
    private const int LongestName = 24;
    private const int Margins = 5;
    private static readonly Style TitleStyle = new(decoration: Decoration.Bold);
    private static readonly Column[] Counts = [new("images", 6), new("objects", 7)];

    /// <summary>Shows a row over all classes, and one for each.</summary>
    /// <param name="terminal">The screen.</param>
    /// <param name="title">Whose figures they are.</param>
    /// <param name="outcome">The figures.</param>
    /// <param name="names">Names of the classes by index.</param>
    /// <param name="perClass">With the rows of the classes.</param>
    internal static void Show(Terminal terminal, string title, TaskMetrics outcome, IReadOnlyList<string> names, bool perClass)
    {
        terminal.Line();
        terminal.Show(new StyledLine(StyledLine.Part(title, TitleStyle)));
        terminal.Show(Of(outcome, names, perClass, terminal.Size.Width));
    }

    private static Table Of(TaskMetrics outcome, IReadOnlyList<string> names, bool perClass, int width)
    {
        var rows = Rows(outcome, names).Take(perClass && names.Count > 1 ? int.MaxValue : 1).ToList();
        var figures = Figures(outcome);
        var free = width - Margins - Math.Min(LongestName, rows.Max(row => row.Name.Length)) - WidthOf(figures);
        Column[] counts = [.. Counts.Take(outcome is DetectionMetrics ? 2 : 1)];
        counts = WidthOf(counts) <= free ? counts : [];
        var table = new Table { Border = TableBorder.Simple, BorderStyle = new(Color.Grey) };
        table.AddColumn(new TableColumn(Heading("class", figures)) { Padding = new(0, 0, 0, 0) });
        foreach (var column in counts.Concat(figures))
        {
            table.AddColumn(new TableColumn(Heading(column.Heading, figures)) { Alignment = Justify.Right, NoWrap = true, Padding = new(1, 0, 0, 0) });
        }

        foreach (var (name, count, values) in rows)
        {
            table.AddRow([Name(name), .. count.Take(counts.Length).Select(number => new Text(number.ToString("N0", CultureInfo.InvariantCulture))), .. values.Select(value => new Text(value.ToString("F3", CultureInfo.InvariantCulture)))]);
        }

        return table;
    }

    // Where masks or key points are judged too, each group of figures has its name above its first.
    private static Column[] Figures(TaskMetrics outcome) => outcome switch
    {
        DetectionMetrics { Parts: [_] } => [new("P", 5), new("R", 5), new("mAP50", 5), new("mAP50-95", 8)],
        DetectionMetrics found => [.. found.Parts.SelectMany(part => new Column[] { new($"{part.Kind.Name.ToLowerInvariant()}\nP", 5), new("R", 5), new("mAP50", 5), new("50-95", 5) })],
        _ => [new("top 1", 5), new("top 5", 5)],
    };

    private static IEnumerable<(string Name, int[] Counts, double[] Values)> Rows(TaskMetrics outcome, IReadOnlyList<string> names) => outcome switch
    {
        DetectionMetrics found =>
        [
            ("all", [found.Images, found.Instances], [.. found.Parts.SelectMany(part => part.Figures)]),
            .. found.Classes.Select((one, at) => (names[one.Class], (int[])[one.Images, one.Instances], (double[])[.. found.Parts.SelectMany(part => FiguresOf(part.Evaluation.Classes[at]))])),
        ],
        ClassificationMetrics classified =>
        [
            ("all", [classified.Images], [classified.Top1, classified.Top5]),
            .. classified.Classes.Select(one => (names[one.Class], (int[])[one.Images], (double[])[one.Top1, one.Top5])),
        ],
        _ => throw new NotSupportedException($"There is no table for {outcome.GetType().Name}."),
    };

    private static Text Name(string name) => new(VisibleText.Of(name)) { Overflow = Overflow.Ellipsis };

    // All headings end in the same line.
    private static Text Heading(string text, Column[] figures) => new(figures[0].Heading.Contains('\n') && !text.Contains('\n') ? $"\n{text}" : text);

    private static int WidthOf(Column[] columns) => columns.Sum(column => column.Width + 2);

    private static double[] FiguresOf(ClassMetrics one) => [one.Precision, one.Recall, one.Ap50, one.Ap];

    private sealed record Column(string Heading, int Width);
}

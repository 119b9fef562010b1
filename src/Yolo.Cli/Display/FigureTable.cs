using System.Globalization;
using Spectre.Console;
using Yolo.Metrics;

namespace Yolo.Cli.Display;

/// <summary>The figures of a validation as a table for a screen.</summary>
internal static class FigureTable
{
    private static readonly Style TitleStyle = new(decoration: Decoration.Bold);

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
        terminal.Show(Of(outcome, names, perClass));
    }

    private static Table Of(TaskMetrics outcome, IReadOnlyList<string> names, bool perClass)
    {
        var table = new Table { Border = TableBorder.Simple, BorderStyle = new(Color.Grey) };
        table.AddColumn(new TableColumn("class") { Padding = new(0, 0, 0, 0) });
        foreach (var heading in Headings(outcome))
        {
            table.AddColumn(new TableColumn(new Text(heading)) { Alignment = Justify.Right, NoWrap = true, Padding = new(1, 0, 0, 0) });
        }

        foreach (var (name, cells) in Rows(outcome, names).Take(perClass && names.Count > 1 ? int.MaxValue : 1))
        {
            table.AddRow([Name(name), .. cells.Select(cell => new Text(cell))]);
        }

        return table;
    }

    private static Text Name(string name) => new(VisibleText.Of(name)) { Overflow = Overflow.Ellipsis };

    // Where masks or key points are judged too, each group of figures has its name above its first.
    private static IEnumerable<string> Headings(TaskMetrics outcome) => outcome switch
    {
        DetectionMetrics { Parts: [_] } => ["images", "objects", "P", "R", "mAP50", "mAP50-95"],
        DetectionMetrics found => ["\nimages", "\nobjects", .. found.Parts.SelectMany(part => new[] { $"{part.Kind.Name.ToLowerInvariant()}\nP", "\nR", "\nmAP50", "\n50-95" })],
        _ => ["images", "top 1", "top 5"],
    };

    private static IEnumerable<(string Name, IEnumerable<string> Cells)> Rows(TaskMetrics outcome, IReadOnlyList<string> names) => outcome switch
    {
        DetectionMetrics found =>
        [
            ("all", [Count(found.Images), Count(found.Instances), .. found.Parts.SelectMany(part => part.Figures).Select(Figure)]),
            .. found.Classes.Select((one, at) => (names[one.Class], (IEnumerable<string>)[Count(one.Images), Count(one.Instances), .. found.Parts.SelectMany(part => Figures(part.Evaluation.Classes[at]))])),
        ],
        ClassificationMetrics classified =>
        [
            ("all", [Count(classified.Images), Figure(classified.Top1), Figure(classified.Top5)]),
            .. classified.Classes.Select(one => (names[one.Class], (IEnumerable<string>)[Count(one.Images), Figure(one.Top1), Figure(one.Top5)])),
        ],
        _ => throw new NotSupportedException($"There is no table for {outcome.GetType().Name}."),
    };

    private static string[] Figures(ClassMetrics one) => [Figure(one.Precision), Figure(one.Recall), Figure(one.Ap50), Figure(one.Ap)];

    private static string Figure(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

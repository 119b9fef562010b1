using System.Globalization;
using Spectre.Console;
using Yolo.Engine.Benchmarking;

namespace Yolo.Cli.Display;

/// <summary>The forms of a model side by side, as a table for a screen.</summary>
internal static class BenchmarkTable
{
    /// <summary>Shows a row a form.</summary>
    internal static void Show(Terminal terminal, BenchmarkReport report)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(report.Model)} on {Path.GetFileName(report.Data)}, imgsz={report.ImageSize}, {TimeText.Of(report.Duration)}");
        terminal.Line();
        terminal.Show(new StyledLine(StyledLine.Part(title, new Style(decoration: Decoration.Bold))));
        terminal.Show(Of(report));
    }

    private static Table Of(BenchmarkReport report)
    {
        var table = new Table { Border = TableBorder.Simple, BorderStyle = new(Color.Grey) };
        table.AddColumn("format").AddColumn("outcome");
        foreach (var heading in new[] { "MB", report.MetricName.Replace("metrics/", "", StringComparison.Ordinal), "ms a picture", "pictures/s" })
        {
            table.AddColumn(new TableColumn(new Text(heading)) { Alignment = Justify.Right });
        }

        foreach (var row in report.Rows)
        {
            table.AddRow(
                new Text(row.Format),
                Outcome(row.Status),
                Number(row.Megabytes, "F1"),
                Number(row.Metric, "F4"),
                Number(row.Milliseconds, "F2"),
                Number(row.PicturesPerSecond, "F1"));
        }

        return table;
    }

    private static Text Outcome(BenchmarkStatus status) => status switch
    {
        BenchmarkStatus.Done => new("done", new Style(Color.Green)),
        BenchmarkStatus.ValidationFailed => new("exported, but not judged", new Style(Color.Yellow)),
        _ => new("not exported", new Style(Color.Red)),
    };

    private static Text Number(double? number, string format) => new(number?.ToString(format, CultureInfo.InvariantCulture) ?? "");
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Yolo.Imaging;
using Yolo.Plots;

namespace Yolo.Engine.Benchmarking;

/// <summary>The outcome of a benchmark.</summary>
public sealed record BenchmarkReport
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The model, as it was named.</summary>
    public required string Model { get; init; }

    /// <summary>The data set, as it was named.</summary>
    public required string Data { get; init; }

    /// <summary>Side of the network's input in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>The metric's name, such as metrics/mAP50-95(B).</summary>
    public required string MetricName { get; init; }

    /// <summary>One row for each form.</summary>
    public required IReadOnlyList<BenchmarkRow> Rows { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Where the run wrote its files.</summary>
    public required string SaveDirectory { get; init; }

    private string[] Heading => [" ", "Format", "Status❔", "Size (MB)", MetricName, "Inference time (ms/im)", "FPS"];

    /// <summary>The table for the console, with what it means above it. Lines without their ends.</summary>
    public IEnumerable<string> Table()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Benchmarks complete for {Model} on {Data} at imgsz={ImageSize} ({Duration.TotalSeconds:F2}s)");
        yield return "Benchmarks legend:  - ✅ Success  - ❎ Export passed but validation failed  - ❌️ Export failed";
        string[][] cells = [Heading, .. Rows.Select(Cells)];
        var widths = Enumerable.Range(0, Heading.Length).Select(column => cells.Max(row => Width(row[column])) + 2).ToArray();
        var inner = widths.Sum();
        yield return $"+{new string('-', inner)}+";
        for (var row = 0; row < cells.Length; row++)
        {
            yield return $"|{string.Concat(cells[row].Select((cell, column) => $" {cell}{new string(' ', widths[column] - 1 - Width(cell))}"))}|";
            if (row == 0)
            {
                yield return $"+{new string('=', inner)}+";
            }
        }

        yield return $"+{new string('-', inner)}+";
    }

    /// <summary>The table for the console.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Table());

    /// <summary>The table as <c>benchmarks.csv</c> has it.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        foreach (var row in (string[][])[["", .. Heading.Skip(1)], .. Rows.Select(Cells)])
        {
            text.AppendJoin(',', row.Select(cell => cell == "-" ? "" : cell)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The report as <c>benchmarks.json</c> has it.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        model = Model,
        data = Data,
        imgsz = ImageSize,
        seconds = Math.Round(Duration.TotalSeconds, 2),
        machine = $"{System.Runtime.InteropServices.RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
        metric = MetricName,
        results = Rows.Select(row => new
        {
            format = row.Format,
            status = Sign(row.Status),
            file = row.File,
            size_mb = row.Megabytes,
            metric = row.Metric,
            inference_ms = row.Milliseconds,
            fps = row.PicturesPerSecond,
            failure = row.Failure,
        }),
    }, Json);

    /// <summary>Metric and time of each form, as <c>benchmarks.png</c> has them.</summary>
    internal Image Draw() => BenchmarkPlot.Draw(
        [.. Rows.Select(row => row.Format)],
        (MetricName, "", [.. Rows.Select(row => row.Metric)]),
        ("Time of a picture in the network", "ms", [.. Rows.Select(row => row.Milliseconds)]),
        ("Size of the file", "MB", [.. Rows.Select(row => (double?)row.Megabytes)]));

    private static string[] Cells(BenchmarkRow row, int index) =>
    [
        Text(index + 1, ""), row.Format, Sign(row.Status), Text(row.Megabytes, "F1"), Text(row.Metric, "F4"), Text(row.Milliseconds, "F2"), Text(row.PicturesPerSecond, "0.##"),
    ];

    private static string Text(IFormattable? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static string Sign(BenchmarkStatus status) => status switch
    {
        BenchmarkStatus.Done => "✅",
        BenchmarkStatus.ValidationFailed => "❎",
        _ => "❌",
    };

    // The signs are two columns wide.
    private static int Width(string cell) => cell.Length + cell.Count(letter => letter is '✅' or '❎' or '❌' or '❔');
}

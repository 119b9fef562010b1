using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TorchSharp;
using Yolo.Engine.Training;
using Yolo.Metrics;

namespace Yolo.Cli.Display;

/// <summary>
/// The table of a training, a row an epoch, in columns that fit the terminal: what it is about stays at any width, and the rest as there is room. The
/// columns of the losses are those of the live row, too.
/// </summary>
internal sealed class EpochColumns
{
    private const int Narrow = 100;
    private const int OwnDigits = 4;
    private const double Gibibyte = 1 << 30;
    private static readonly Style Heading = new(decoration: Decoration.Dim);
    private static readonly Style Best = new(Color.Green);

    private readonly Trainer trainer;
    private readonly IReadOnlyList<string> metrics;

    /// <summary>Plans the table.</summary>
    /// <param name="trainer">The training, which is about to begin.</param>
    internal EpochColumns(Trainer trainer)
    {
        this.trainer = trainer;
        metrics = trainer.Validator!.MetricColumns;
    }

    private int EpochWidth => Math.Max(5, (2 * trainer.Epochs.ToString(CultureInfo.InvariantCulture).Length) + 1);

    /// <summary>Columns between two cells.</summary>
    internal static int Gap(int width) => width < Narrow ? 1 : 2;

    /// <summary>The heading.</summary>
    internal IReadOnlyList<Segment> Head(int width) => FittedRow.Of(
        [
            .. Steps(["epoch", .. trainer.LossNames.Select(ShortLoss), "lr", "mem", "img/s"], Heading),
            .. metrics.Select(name => Metric(name, ShortMetric(name), Heading)),
            Duration("time", Heading),
        ],
        width,
        Gap(width));

    /// <summary>The row of an epoch that is over.</summary>
    /// <param name="isJudged">Whether it ended with a validation.</param>
    /// <param name="speed">Pictures a second.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="width">The columns that there are.</param>
    internal IReadOnlyList<Segment> Row(bool isJudged, double? speed, TimeSpan duration, int width)
    {
        var style = isJudged && trainer.BestEpoch == trainer.Epoch + 1 ? Best : (Style?)null;
        return FittedRow.Of(
            [
                .. Steps(Cells(speed), style),
                .. metrics.Select(name => Metric(name, isJudged && trainer.Metrics.TryGetValue(name, out var value) ? value.ToString("F3", CultureInfo.InvariantCulture) : "", style)),
                Duration(TimeText.Of(duration), style),
            ],
            width,
            Gap(width));
    }

    /// <summary>What callbacks added to the epoch, for a row below its own; empty if nothing.</summary>
    internal IReadOnlyList<Segment> Own(int width)
    {
        var cells = trainer.Metrics.Own.Select((column, at) => new Cell(OwnText(column), at));
        return trainer.Metrics.Own.Count == 0 ? [] : FittedRow.Of([new("", 0, Width: EpochWidth), .. cells], width, Gap(width));
    }

    /// <summary>A column that callbacks added, with its number.</summary>
    internal static string OwnText(KeyValuePair<string, double> column) => $"{column.Key} {SignificantDigits.Format(column.Value, OwnDigits)}";

    /// <summary>Epoch, losses, learning rate, memory and speed as they are now.</summary>
    /// <param name="speed">Pictures a second; null if nobody knows yet.</param>
    internal IReadOnlyList<Cell> Live(double? speed) => Steps(Cells(speed), null);

    // The widest text of each column, so that all rows stand below each other.
    private IReadOnlyList<Cell> Steps(IReadOnlyList<string> texts, Style? style)
    {
        var losses = trainer.LossNames.Count;
        return
        [
            new(texts[0], 0, style, EpochWidth),
            .. texts.Skip(1).Take(losses).Select(text => new Cell(text, 1, style, 6)),
            new(texts[losses + 1], 5, style, 8),
            new(texts[losses + 2], 6, style, 5),
            new(texts[losses + 3], 4, style, 5),
        ];
    }

    private IReadOnlyList<string> Cells(double? speed)
    {
        var cells = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{trainer.Epoch + 1}/{trainer.Epochs}") };
        foreach (var loss in trainer.MeanLossValues)
        {
            cells.Add(Loss(loss));
        }

        while (cells.Count <= trainer.LossNames.Count)
        {
            cells.Add("");
        }

        return [.. cells, trainer.LearningRates is [var rate, ..] ? SignificantDigits.Format(rate, 3) : "", Memory(), speed is { } value ? Speed(value) : ""];
    }

    // On the processor that is what this process has.
    private string Memory() => trainer.DeviceMemory is { } memory ? Bytes(memory.UsedBytes) : trainer.Options.Device?.type == DeviceType.CPU ? Bytes(Environment.WorkingSet) : "";

    // What is compared between epochs stays to the last: boxes before masks, the average over all overlaps before the others.
    private static Cell Metric(string name, string text, Style? style) => new(text, RankOf(name), style, Math.Max(5, ShortMetric(name).Length));

    private static int RankOf(string name) => (name.Contains("mAP50-95", StringComparison.Ordinal) || name.Contains("top1", StringComparison.Ordinal), name.Contains("(B)", StringComparison.Ordinal) || !name.EndsWith(')')) switch
    {
        (true, true) => 2,
        (true, false) => 3,
        (false, true) => name.Contains("mAP50", StringComparison.Ordinal) || name.Contains("top5", StringComparison.Ordinal) ? 7 : 9,
        _ => name.Contains("mAP50", StringComparison.Ordinal) ? 8 : 10,
    };

    private static Cell Duration(string text, Style? style) => new(text, 6, style, 6);

    private static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Gibibyte:F1}G");

    private static string Loss(float value) => value.ToString(value < 10 ? "F4" : value < 1000 ? "F2" : "G3", CultureInfo.InvariantCulture);

    private static string Speed(double value) => value.ToString(value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string ShortLoss(string name) => name["train/".Length..].Replace("_loss", "", StringComparison.Ordinal);

    // metrics/mAP50-95(M) is 50-95 M: boxes need no letter.
    private static string ShortMetric(string name)
    {
        var (text, kind) = (name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..], "");
        if (text.EndsWith(')'))
        {
            (text, kind) = (text[..^3], text[^2] == 'B' ? "" : $" {text[^2]}");
        }

        return text switch { "precision" => "P", "recall" => "R", "mAP50-95" => "50-95", "accuracy_top1" => "top1", "accuracy_top5" => "top5", _ => text } + kind;
    }
}

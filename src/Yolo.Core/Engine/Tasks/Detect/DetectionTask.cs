using Yolo.Data.Labels;
using Yolo.Engine.Validation;
using Yolo.Imaging;
using Yolo.Losses;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Plots;

namespace Yolo.Engine.Tasks.Detect;

/// <summary>Boxes, and for the tasks derived from it something more about each object.</summary>
internal class DetectionTask : YoloTask
{
    /// <inheritdoc/>
    internal override string BenchmarkMetric => "metrics/mAP50-95(B)";

    /// <inheritdoc/>
    internal override LabelForm Labels => LabelForm.Boxes;

    /// <inheritdoc/>
    internal override string TableHeader => MetricsTable.HeaderOf(Kinds);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> MetricColumns => [.. Kinds.SelectMany(kind => kind.Columns)];

    private protected virtual IReadOnlyList<JudgedKind> Kinds => [JudgedKind.Box];

    /// <inheritdoc/>
    internal override bool LearnsNothing(LossGains gains) => gains is { Box: 0, Class: 0, Distribution: 0 };

    /// <inheritdoc/>
    internal override DetectionLoss Loss(YoloNetwork network, LossSettings settings, AssignmentRule rule) => new(settings, rule);

    /// <inheritdoc/>
    internal override ValidationJudge Begin(JudgeSettings settings) => new DetectionJudge(settings);

    /// <inheritdoc/>
    internal override IEnumerable<(string File, Func<Image> Draw)> Charts(ValidationReport report) =>
        [.. report.Metrics.Parts.SelectMany(part => Curves(part, report.Names)), .. ConfusionPlot.Files(report.ConfusionMatrix, report.Names)];

    private static IEnumerable<(string File, Func<Image> Draw)> Curves(JudgedPart part, IReadOnlyList<string> names) =>
    [
        ($"{part.Kind.Name}PR_curve.png", () => CurvePlot.PrecisionRecall(part.Evaluation, names)),
        ($"{part.Kind.Name}F1_curve.png", () => CurvePlot.F1(part.Evaluation, names)),
        ($"{part.Kind.Name}P_curve.png", () => CurvePlot.Precision(part.Evaluation, names)),
        ($"{part.Kind.Name}R_curve.png", () => CurvePlot.Recall(part.Evaluation, names)),
    ];
}

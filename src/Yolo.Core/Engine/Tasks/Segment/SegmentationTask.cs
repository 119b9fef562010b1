using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tasks.Detect;
using Yolo.Losses;
using Yolo.Metrics;
using Yolo.Models;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>Boxes and masks.</summary>
internal sealed class SegmentationTask : DetectionTask
{
    /// <inheritdoc/>
    internal override string BenchmarkMetric => "metrics/mAP50-95(M)";

    /// <inheritdoc/>
    internal override LabelForm Labels => LabelForm.Polygons;

    private protected override IReadOnlyList<JudgedKind> Kinds => [JudgedKind.Box, JudgedKind.Mask];

    /// <inheritdoc/>
    internal override Postprocessor MakePostprocessor(YoloModel model, PredictOptions options) => new SegmentationPostprocessor(model, options);

    /// <inheritdoc/>
    internal override DetectionLoss Loss(YoloNetwork network, LossSettings settings, AssignmentRule rule) => new SegmentationLoss(settings, rule);

    /// <inheritdoc/>
    internal override ValidationJudge Begin(JudgeSettings settings) => new SegmentationJudge(settings);
}

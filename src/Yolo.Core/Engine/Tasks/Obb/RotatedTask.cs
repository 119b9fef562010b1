using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tasks.Detect;
using Yolo.Losses;
using Yolo.Models;

namespace Yolo.Engine.Tasks.Obb;

/// <summary>Rotated boxes.</summary>
internal sealed class RotatedTask : DetectionTask
{
    /// <inheritdoc/>
    internal override LabelForm Labels => LabelForm.Corners;

    /// <inheritdoc/>
    internal override Postprocessor MakePostprocessor(YoloModel model, PredictOptions options) => new RotatedPostprocessor(model, options);

    /// <inheritdoc/>
    internal override bool LearnsNothing(LossGains gains) => base.LearnsNothing(gains) && gains.Angle == 0;

    /// <inheritdoc/>
    internal override double DefaultConfidence => 0.01;

    /// <inheritdoc/>
    internal override int ValidationBatches => 1;

    /// <inheritdoc/>
    internal override DetectionLoss Loss(YoloNetwork network, LossSettings settings, AssignmentRule rule) => new ObbLoss(settings, rule);

    /// <inheritdoc/>
    internal override ValidationJudge Begin(JudgeSettings settings) => new RotatedJudge(settings);
}

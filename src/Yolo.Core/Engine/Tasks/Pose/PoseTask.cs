using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tasks.Detect;
using Yolo.Losses;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Modules.Heads;

namespace Yolo.Engine.Tasks.Pose;

/// <summary>Boxes and key points.</summary>
internal sealed class PoseTask : DetectionTask
{
    /// <inheritdoc/>
    internal override string BenchmarkMetric => "metrics/mAP50-95(P)";

    /// <inheritdoc/>
    internal override LabelForm Labels => LabelForm.Keypoints;

    private protected override IReadOnlyList<JudgedKind> Kinds => [JudgedKind.Box, JudgedKind.Pose];

    /// <inheritdoc/>
    internal override Postprocessor MakePostprocessor(YoloModel model, PredictOptions options) => new PosePostprocessor(model, options);

    /// <inheritdoc/>
    internal override void Require(DatasetSpec data, ModelForm form, string source)
    {
        if (data.Keypoints is { } shape && shape != form.Keypoints)
        {
            throw new DatasetException(FormattableString.Invariant(
                $"{data.File}: kpt_shape is [{shape.Count}, {shape.Dimensions}], that of the model {source} is [{form.Keypoints.Count}, {form.Keypoints.Dimensions}]. Use the data set that the model was trained on, or a model that was trained on this one."));
        }

        base.Require(data, form, source);
    }

    /// <inheritdoc/>
    internal override bool LearnsNothing(LossGains gains) => base.LearnsNothing(gains) && gains is { Pose: 0, KeypointVisibility: 0, Likelihood: 0 };

    /// <inheritdoc/>
    internal override DetectionLoss Loss(YoloNetwork network, LossSettings settings, AssignmentRule rule) => new PoseLoss(settings, FormOf(network), rule);

    /// <inheritdoc/>
    internal override ValidationJudge Begin(JudgeSettings settings) => new PoseJudge(settings);

    private static KeypointForm FormOf(YoloNetwork network)
    {
        var shape = network.Spec.KeypointShape
            ?? throw new ModelSpecException($"{network.Spec.Source}: 'kpt_shape', the form of key points, is missing.");
        var endToEnd = network.Head!.EndToEnd;
        return new KeypointForm(shape.Count, shape.Dimensions)
        {
            FromAnchorPoint = endToEnd,
            Flow = endToEnd && network.Head is PoseHead26 head ? head.Flow.call : null,
        };
    }
}

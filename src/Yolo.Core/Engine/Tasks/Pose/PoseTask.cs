using Yolo.Data;
using Yolo.Engine.Tasks.Detect;
using Yolo.Metrics;
using Yolo.Modules.Heads;

namespace Yolo.Engine.Tasks.Pose;

/// <summary>Boxes and key points.</summary>
internal sealed class PoseTask : DetectionTask
{
    private protected override IReadOnlyList<JudgedKind> Kinds => [JudgedKind.Box, JudgedKind.Pose];

    /// <inheritdoc/>
    internal override void Require(ValidationData data, YoloModel model)
    {
        var head = (PoseHead)model.Network.Head!;
        if (data.Spec.Keypoints is not { } shape)
        {
            throw new DatasetException(FormattableString.Invariant(
                $"{data.Spec.File} has no key points, by which the pose model {model.Source} is judged: 'kpt_shape: [{head.Points}, {head.Dimensions}]' is missing, and so are the points behind the boxes of its label files, it seems. Use a pose data set, or a detection model."));
        }

        if ((shape.Count, shape.Dimensions) != (head.Points, head.Dimensions))
        {
            throw new DatasetException(FormattableString.Invariant(
                $"{data.Spec.File}: kpt_shape is [{shape.Count}, {shape.Dimensions}], that of the model {model.Source} is [{head.Points}, {head.Dimensions}]. Use the data set that the model was trained on, or a model that was trained on this one."));
        }
    }

    /// <inheritdoc/>
    internal override ValidationJudge Begin(JudgeSettings settings) => new PoseJudge(settings);
}

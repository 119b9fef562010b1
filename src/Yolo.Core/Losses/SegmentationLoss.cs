using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>The loss of one branch of a head that predicts boxes with masks.</summary>
/// <param name="settings">The network's classes and strides, and gains.</param>
/// <param name="rule">How many anchor points an object takes; null: <see cref="AssignmentRule.OneToMany"/>.</param>
public sealed class SegmentationLoss(LossSettings settings, AssignmentRule? rule = null) : DetectionLoss(settings, rule)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ItemNames => ["box_loss", "seg_loss", "cls_loss", "dfl_loss", "sem_loss"];

    private protected override Tensor[] Terms(LossStep step)
    {
        var (coefficients, prototypes, masks) = (step.Predictions.MaskCoefficients, step.Predictions.Prototypes, step.Targets.Source.Masks);
        if (coefficients is null || prototypes is null)
        {
            throw new LossException($"A segmentation loss needs predicted mask coefficients and prototypes.");
        }

        var hasObjects = step.Anchors.shape[0] > 0;
        if (hasObjects && masks is null)
        {
            throw new LossException($"A segmentation loss needs the masks of the {step.Targets.Table.Count} objects.");
        }

        var gain = Settings.Gains.Box;
        var none = zeros_like(step.ScoreSum);
        var mask = hasObjects ? MaskTerm.Compute(step, coefficients, prototypes, masks!).Times(gain) : none;
        var semantic = hasObjects && step.Predictions.SemanticLogits is { } logits ? SemanticTerm.Compute(step.Targets, logits).Times(gain) : none;
        return [BoxTerm(step), mask, ClassTerm(step), DistanceTerm(step), semantic];
    }
}

using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>The loss of one branch of a head that predicts boxes with masks.</summary>
/// <param name="settings">The network's classes and strides, and gains.</param>
/// <param name="rule">How many anchor points an object takes; null: <see cref="AssignmentRule.OneToMany"/>.</param>
internal sealed class SegmentationLoss(LossSettings settings, AssignmentRule? rule = null) : DetectionLoss(settings, rule)
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
        var mask = hasObjects ? MaskTerm.Compute(step, coefficients, prototypes, masks!).Times(gain) : Nothing(coefficients).Plus(Nothing(prototypes));
        var semantic = step.Predictions.SemanticLogits is not { } logits ? zeros_like(step.ScoreSum)
            : step.HasObjects ? SemanticTerm.Compute(step.Targets, logits).Times(gain * step.Share.OfMean(logits.shape[0]))
            : Nothing(logits);
        return [BoxTerm(step), mask, ClassTerm(step), DistanceTerm(step), semantic];
    }

    // Zero, whose gradient is zero too: without any, the optimizer would pass over the branch and its momentum and decay stand still.
    private static Tensor Nothing(Tensor prediction) => prediction.to(float32).flatten().narrow(0, 0, 0).sum();
}

using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>
/// The loss of an end-to-end head: that of its one-to-many branch, which teaches the features, and that of its one-to-one branch, which is used in the
/// end. Over the epochs the weight moves from the first to the second.
/// </summary>
/// <remarks>Legend: T terms. Call <see cref="EndEpoch"/> after every epoch; the count is not part of checkpoints and starts anew on resuming, as the reference's.</remarks>
/// <param name="oneToMany">Loss of the one-to-many branch, made with <see cref="AssignmentRule.OneToMany"/>.</param>
/// <param name="oneToOne">Loss of the one-to-one branch, made with <see cref="AssignmentRule.OneToOne"/>.</param>
/// <param name="epochs">Epochs of the whole training.</param>
internal sealed class EndToEndLoss(DetectionLoss oneToMany, DetectionLoss oneToOne, int epochs)
{
    private const double FirstShare = 0.8;
    private const double LastShare = 0.1;

    private int ended;

    /// <summary>Names of the terms in their order.</summary>
    public IReadOnlyList<string> ItemNames => oneToOne.ItemNames;

    /// <summary>Weight of the one-to-many branch: 0.8 in the first epoch, falling evenly to 0.1 in the last.</summary>
    public double OneToManyWeight => (Math.Max(1 - ((double)ended / Math.Max(epochs - 1, 1)), 0) * (FirstShare - LastShare)) + LastShare;

    /// <summary>Weight of the one-to-one branch: what remains to 1.</summary>
    public double OneToOneWeight => Math.Max(1 - OneToManyWeight, 0);

    /// <summary>Computes the loss.</summary>
    /// <param name="many">What the one-to-many branch says.</param>
    /// <param name="one">What the one-to-one branch says, from features without gradient.</param>
    /// <param name="targets">The objects.</param>
    /// <returns>Terms of both branches, weighted; items of the one-to-one branch alone, not weighted.</returns>
    /// <exception cref="LossException">Predictions and targets do not fit the settings or each other.</exception>
    public LossResult Compute(BranchPredictions many, BranchPredictions one, LossTargets targets)
    {
        using var grids = new AnchorGrids(oneToMany.Settings.Strides);
        return Compute(many, one, targets, grids);
    }

    /// <summary>Computes the loss with anchor points that are kept for the next time.</summary>
    internal LossResult Compute(BranchPredictions many, BranchPredictions one, LossTargets targets, AnchorGrids grids)
    {
        using var scope = NewDisposeScope();
        var prepared = oneToMany.Prepare(many, targets, grids);
        TargetChecks.Check(one, targets, oneToOne.Settings, oneToOne.BoxColumns);
        var (first, second) = (oneToMany.Compute(many, prepared), oneToOne.Compute(one, prepared));
        var terms = first.Terms.Times(OneToManyWeight).Plus(second.Terms.Times(OneToOneWeight)); // [T]
        return new LossResult(terms, second.Items).MoveToOuterDisposeScope();
    }

    /// <summary>Moves weight from the one-to-many to the one-to-one branch.</summary>
    public void EndEpoch() => ended++;
}

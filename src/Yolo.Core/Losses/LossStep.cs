using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>One branch's predictions, gathered where they have to predict an object.</summary>
/// <remarks>
/// Legend: B images, A anchor points, C classes, R bins a side, F anchor points with an object, or rows that might be such. The tensors belong to the dispose scope of the loss.
/// </remarks>
internal sealed class LossStep
{
    private readonly Assignment assignment;

    // [], anchor points with an object in the whole batch; null where this is the whole.
    private readonly Tensor? found;

    internal LossStep(BranchPredictions predictions, PreparedTargets targets, Assignment assignment, Tensor boxRows, Tensor scoreRows)
    {
        this.assignment = assignment;
        (Predictions, Targets, ScoreRows) = (predictions, targets, scoreRows);
        var points = assignment.Anchors.Modulo(targets.Grid.Count); // [F]
        Points = targets.Grid.Points.index_select(0, points); // [F, 2]
        Strides = targets.Grid.Strides.index_select(0, points); // [F, 1]
        TargetBoxes = targets.Table.Boxes.index_select(0, assignment.Targets); // [F, Q]
        Distances = new SideDistances(boxRows.index_select(0, assignment.Anchors));
        var scores = assignment.Weights.sum(); // []
        if (ReferenceEquals(Share, BatchShare.Whole))
        {
            (ScoreSum, Count) = (scores.AtLeast(1), assignment.Presence?.sum().AtLeast(1));
            return;
        }

        var sums = Share.Sum(stack([scores, assignment.Presence?.sum() ?? tensor((float)Anchors.shape[0]).SentTo(scores.device)])); // [2]
        (found, ScoreSum, Count) = (sums[1], sums[0].AtLeast(1), sums[1].AtLeast(1));
    }

    // [], anchor points with an object in the whole batch, at least 1; null where rows are these.
    private Tensor? Count { get; }

    /// <summary>What the branch says.</summary>
    internal BranchPredictions Predictions { get; }

    /// <summary>The objects.</summary>
    internal PreparedTargets Targets { get; }

    /// <summary>Which part of the batch it is.</summary>
    internal BatchShare Share => Targets.Source.Share;

    /// <summary>[F], image · A + anchor.</summary>
    internal Tensor Anchors => assignment.Anchors;

    /// <summary>[F], rows of objects.</summary>
    internal Tensor Rows => assignment.Targets;

    /// <summary>[F], target probability of the object's class.</summary>
    internal Tensor Weights => assignment.Weights;

    /// <summary>[], sum of the weights over the whole batch, at least 1: what box and class terms are divided by.</summary>
    internal Tensor ScoreSum { get; }

    /// <summary>[B·A, C], logits.</summary>
    internal Tensor ScoreRows { get; }

    /// <summary>[F, 2], in cells.</summary>
    internal Tensor Points { get; }

    /// <summary>[F, 1], pixels for a cell.</summary>
    internal Tensor Strides { get; }

    /// <summary>[F, Q], pixels.</summary>
    internal Tensor TargetBoxes { get; }

    /// <summary>Distances to the sides of the predicted boxes.</summary>
    internal SideDistances Distances { get; }

    /// <summary>Weights a term for each anchor point, sums, and divides by the sum of weights.</summary>
    /// <param name="values">[F].</param>
    /// <returns>[].</returns>
    internal Tensor Average(Tensor values) => (values * Weights).sum() / ScoreSum;

    /// <summary>Whether every row is an anchor point with an object.</summary>
    internal bool IsCompact => assignment.Presence is null;

    /// <summary>Whether there is an object in the whole batch, of which a part may have none.</summary>
    internal bool HasObjects => found is null ? Anchors.shape[0] > 0 : found.item<float>() > 0;

    /// <summary>[F, 1], 1 for an anchor point with an object, 0 for a row that counts for nothing; null where all are anchor points with an object.</summary>
    internal Tensor? Presence => assignment.Presence?.unsqueeze(1);

    /// <summary>The mean over anchor points with an object of a sum over them, to which rows without one have added nothing.</summary>
    /// <param name="sum">[].</param>
    internal Tensor MeanOf(Tensor sum) => Count is null ? sum.Over(Math.Max(Anchors.shape[0], 1)) : sum / Count;

    /// <summary>Gathers a further prediction at the anchor points.</summary>
    /// <param name="prediction">[B, X, A].</param>
    /// <returns>[F, X].</returns>
    internal Tensor Gather(Tensor prediction) => PredictionRows.Of(prediction).index_select(0, Anchors);
}

using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>Which anchor points have to predict which objects. The tensors belong to the dispose scope of whoever asked for it.</summary>
/// <remarks>Legend: F anchor points with an object, or rows that might be such.</remarks>
/// <param name="Anchors">[F], image · A + anchor, image by image.</param>
/// <param name="Targets">[F], rows of objects.</param>
/// <param name="Weights">[F], the probability that the anchor point is to predict for its object's class, from 0 to 1.</param>
/// <param name="Presence">[F], 1 where the row is an anchor point with an object, 0 where it is to count for nothing; null: all are.</param>
internal sealed record Assignment(Tensor Anchors, Tensor Targets, Tensor Weights, Tensor? Presence = null)
{
    /// <summary>Hands the tensors to the dispose scope outside the present one.</summary>
    internal Assignment MoveToOuterDisposeScope()
    {
        Anchors.MoveToOuterDisposeScope();
        Targets.MoveToOuterDisposeScope();
        Weights.MoveToOuterDisposeScope();
        Presence?.MoveToOuterDisposeScope();
        return this;
    }
}

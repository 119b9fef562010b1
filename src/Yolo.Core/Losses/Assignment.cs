using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>Which anchor points have to predict which objects. The tensors belong to the dispose scope of whoever asked for it.</summary>
/// <remarks>Legend: F anchor points with an object.</remarks>
/// <param name="Anchors">[F], image · A + anchor, ascending.</param>
/// <param name="Targets">[F], rows of objects.</param>
/// <param name="Weights">[F], the probability that the anchor point is to predict for its object's class, from 0 to 1.</param>
internal sealed record Assignment(Tensor Anchors, Tensor Targets, Tensor Weights)
{
    /// <summary>Hands the tensors to the dispose scope outside the present one.</summary>
    internal Assignment MoveToOuterDisposeScope()
    {
        Anchors.MoveToOuterDisposeScope();
        Targets.MoveToOuterDisposeScope();
        Weights.MoveToOuterDisposeScope();
        return this;
    }
}

using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>All pairs of an object and an anchor point inside it; the only places where predictions are compared with objects.</summary>
/// <remarks>
/// Legend: P pairs, N objects, B images, M most objects of an image, A anchor points. An anchor point of a batch is numbered image · A + anchor. The
/// tensors belong to the dispose scope in which the set was made.
/// </remarks>
internal sealed class CandidateSet
{
    /// <summary>Makes a set.</summary>
    /// <param name="table">The objects.</param>
    /// <param name="anchorCount">A.</param>
    /// <param name="targets">[P], rows of objects; no pair comes twice.</param>
    /// <param name="anchors">[P], anchor points of the batch.</param>
    internal CandidateSet(TargetTable table, int anchorCount, Tensor targets, Tensor anchors)
    {
        (Table, AnchorCount, Targets, Anchors) = (table, anchorCount, targets, anchors);
        var rows = TensorFunctions.Range(table.Count, int64, table.ImageOf.device); // [N]
        FirstAnchors = table.ImageOf.Times(anchorCount); // [N]
        RowCells = anchors.Plus((rows.Times(anchorCount) - FirstAnchors).index_select(0, targets)); // [P]
        SlotCells = anchors.Plus((table.Slots.Times(anchorCount) - FirstAnchors).index_select(0, targets)); // [P]
    }

    /// <summary>The objects.</summary>
    internal TargetTable Table { get; }

    /// <summary>A.</summary>
    internal int AnchorCount { get; }

    /// <summary>[P], rows of objects.</summary>
    internal Tensor Targets { get; }

    /// <summary>[P], anchor points of the batch.</summary>
    internal Tensor Anchors { get; }

    /// <summary>[N], the first anchor point of the image of each object.</summary>
    internal Tensor FirstAnchors { get; }

    /// <summary>[P], places in a table of [N, A].</summary>
    internal Tensor RowCells { get; }

    /// <summary>[P], places in a table of [B, M, A].</summary>
    internal Tensor SlotCells { get; }
}

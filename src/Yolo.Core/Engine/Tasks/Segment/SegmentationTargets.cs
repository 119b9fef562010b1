using Yolo.Geometry;
using Yolo.Losses;
using static TorchSharp.torch;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>Makes the targets of the mask loss of labelled masks.</summary>
/// <remarks>Legend: B pictures, N objects of all of them, h and w rows and columns of the masks.</remarks>
internal static class SegmentationTargets
{
    /// <summary>Adds masks and the class of each cell. Tensors belong to the caller's dispose scope.</summary>
    /// <param name="boxes">The targets of the boxes.</param>
    /// <param name="batch">The labels, with masks of one size.</param>
    /// <param name="overlap">Whether no two masks share a cell, so that one map a picture says everything.</param>
    internal static LossTargets Complete(LossTargets boxes, ValidationBatch batch, bool overlap)
    {
        if (batch.Objects.SelectMany(objects => objects).Select(label => label.Mask).FirstOrDefault(mask => mask is not null) is not { } any)
        {
            return boxes;
        }

        var (rows, columns) = (any.Rows, any.Columns);
        var maps = new int[batch.Count * rows * columns];
        var classes = new int[maps.Length];
        var planes = new List<int[]>();
        for (var picture = 0; picture < batch.Count; picture++)
        {
            var map = maps.AsSpan(picture * rows * columns, rows * columns);
            var ofClass = classes.AsSpan(picture * rows * columns, rows * columns);
            for (var number = 0; number < batch.Objects[picture].Count; number++)
            {
                var label = batch.Objects[picture][number];
                var plane = overlap ? map : new int[map.Length];
                Paint(plane, label.Mask, overlap ? number + 1 : 1);
                Paint(ofClass, label.Mask, label.Class);
                if (!overlap)
                {
                    planes.Add(plane.ToArray());
                }
            }
        }

        return boxes with
        {
            MasksAreMaps = overlap,
            Masks = overlap ? tensor(maps, batch.Count, rows, columns) : tensor(planes.SelectMany(plane => plane).ToArray(), planes.Count, rows, columns),
            SemanticClasses = tensor(classes, batch.Count, rows, columns), // [B, h, w]
        };
    }

    private static void Paint(Span<int> plane, CellMask? mask, int value)
    {
        for (var cell = 0; mask is not null && cell < plane.Length; cell++)
        {
            plane[cell] = mask[cell % mask.Columns, cell / mask.Columns] ? value : plane[cell];
        }
    }
}

using Yolo.Modules.Heads;

namespace Yolo.Export;

/// <summary>Non-maximum suppression of the most probable class of each anchor point as ONNX operators.</summary>
/// <remarks>Legend: B images, A anchor points, C classes, E extra numbers, K rows chosen.</remarks>
internal static class SuppressionEmitter
{
    // Boxes of different classes are moved so far apart that they cannot overlap, as the suppression outside the graph does.
    private const double ClassOffset = 7680;

    /// <summary>Writes the suppression behind a head's decoded predictions.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="decoded">[B, 4+C+E, A]: centre, width, height, probabilities, extras.</param>
    /// <param name="head">The head.</param>
    /// <param name="suppression">Thresholds and limits.</param>
    /// <returns>[B, K, 6+E]: corners (of rotated boxes centre, width, height), probability, class, extras; rows of zeros follow those chosen.</returns>
    public static OnnxValue Emit(OnnxGraph graph, OnnxValue decoded, DetectionHead head, SuppressionInGraph suppression)
    {
        var rest = decoded.Shape[1] - 4 - head.Settings.Classes;
        var parts = graph.Split(decoded, 1, rest == 0 ? [4, head.Settings.Classes] : [4, head.Settings.Classes, rest]);
        var (boxes, scores) = (parts[0], parts[1]); // [B, 4, A], [B, C, A]
        var best = graph.Reduce("ReduceMax", scores, [1], keep: true); // [B, 1, A]
        var label = graph.Cast(graph.Node("ArgMax", OnnxType.Int64, best.Shape, [scores], OnnxSetting.Of("axis", 1), OnnxSetting.Of("keepdims", 1)), OnnxType.Float);
        if (head is ObbHead)
        {
            var rotatedRows = graph.Transpose(graph.Concat(1, boxes, best, label, parts[2]), 0, 2, 1); // [B, A, 6+E]
            return RotatedSuppressionEmitter.Emit(graph, rotatedRows, best, suppression);
        }

        var corners = Corners(graph, boxes); // [B, 4, A]
        var apart = Offsets(graph, label, suppression) is { } offsets ? graph.Binary("Add", corners, offsets) : corners;
        var rows = graph.Transpose(graph.Concat(1, [corners, best, label, .. parts.Skip(2)]), 0, 2, 1); // [B, A, 6+E]
        var places = graph.Transpose(apart, 0, 2, 1); // [B, A, 4]
        var pictures = Enumerable.Range(0, (int)decoded.Shape[0]).Select(picture => One(graph, places, best, rows, picture, suppression));
        return graph.Concat(0, [.. pictures]);
    }

    private static OnnxValue Corners(OnnxGraph graph, OnnxValue boxes)
    {
        var parts = graph.Split(boxes, 1, 2, 2); // centre, size: [B, 2, A]
        var half = graph.Binary("Mul", parts[1], 0.5);
        return graph.Concat(1, graph.Binary("Sub", parts[0], half), graph.Binary("Add", parts[0], half)); // [B, 4, A]
    }

    private static OnnxValue One(OnnxGraph graph, OnnxValue corners, OnnxValue best, OnnxValue rows, int picture, SuppressionInGraph suppression)
    {
        OnnxValue Own(OnnxValue all) => all.Shape[0] == 1 ? all : graph.Slice(all, 0, picture, picture + 1);
        var (width, most) = (rows.Shape[2], suppression.MaximumDetections);
        var chosen = graph.Node(
            "NonMaxSuppression",
            OnnxType.Int64,
            [OnnxValue.Unknown, 3],
            [Own(corners), Own(best), graph.Constant([(long)most]), graph.Constant([(float)suppression.Iou], [1]), graph.Constant([(float)suppression.Confidence], [1])]);
        var indexes = graph.Reshape(graph.Slice(chosen, 1, 2, 3), -1);
        var found = graph.Node("Gather", rows.Type, [OnnxValue.Unknown, width], [graph.Reshape(Own(rows), -1, width), indexes], OnnxSetting.Of("axis", 0));
        var padded = graph.Concat(0, found, graph.Constant(new float[most * width], [most, width]));
        return graph.Reshape(graph.Slice(padded, 0, 0, most), 1, most, width);
    }

    /// <summary>What is added to the places of boxes, so that those of different classes do not overlap; null if they may suppress each other.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="labels">Classes, of any shape.</param>
    /// <param name="suppression">Thresholds and limits.</param>
    internal static OnnxValue? Offsets(OnnxGraph graph, OnnxValue labels, SuppressionInGraph suppression) =>
        suppression.Agnostic ? null : graph.Binary("Mul", labels, ClassOffset);
}

namespace Yolo.Export;

/// <summary>The choice among a head's predictions as ONNX operators.</summary>
/// <remarks>Legend: B images, A anchor points, C classes, E extra numbers, K rows chosen.</remarks>
internal static class ChoiceEmitter
{
    /// <summary>The most probable pairs of anchor point and class, as an end-to-end head chooses them.</summary>
    /// <returns>[B, K, 6+E]: corners, probability, class, extras.</returns>
    public static OnnxValue Top(OnnxGraph graph, OnnxValue boxes, OnnxValue scores, IReadOnlyList<OnnxValue> extras, int most)
    {
        var classes = scores.Shape[1];
        var maxima = graph.Reduce("ReduceMax", scores, [1], keep: false); // [B, A]
        var (known, k) = Count(graph, maxima, most);
        var (_, candidates) = Largest(graph, maxima, known, k); // [B, K]
        var candidateScores = Rows(graph, graph.Transpose(scores, 0, 2, 1), candidates); // [B, K, C]
        var (best, flat) = Largest(graph, graph.Reshape(candidateScores, 0, -1), known, k); // [B, K], into K·C
        var chosen = graph.Node("GatherND", OnnxType.Int64, flat.Shape, [candidates, Column(graph, graph.Binary("Div", flat, classes))], OnnxSetting.Of("batch_dims", 1));
        var rows = Rows(graph, graph.Transpose(graph.Concat(1, [boxes, .. extras]), 0, 2, 1), chosen); // [B, K, 4+E]
        var label = graph.Cast(Column(graph, graph.Binary("Mod", flat, classes)), OnnxType.Float); // [B, K, 1]
        return extras.Count == 0
            ? graph.Concat(2, rows, Column(graph, best), label)
            : graph.Concat(2, graph.Slice(rows, 2, 0, 4), Column(graph, best), label, graph.Slice(rows, 2, 4, rows.Shape[2]));
    }

    /// <summary>Non-maximum suppression of the most probable class of each anchor point, picture by picture.</summary>
    /// <returns>[B, K, 6+E]: corners, probability, class, extras; rows of zeros follow those chosen.</returns>
    public static OnnxValue Suppress(OnnxGraph graph, OnnxValue boxes, OnnxValue scores, IReadOnlyList<OnnxValue> extras, SuppressionInGraph suppression)
    {
        var best = graph.Reduce("ReduceMax", scores, [1], keep: true); // [B, 1, A]
        var label = graph.Cast(graph.Node("ArgMax", OnnxType.Int64, best.Shape, [scores], OnnxSetting.Of("axis", 1), OnnxSetting.Of("keepdims", 1)), OnnxType.Float);
        var apart = suppression.Agnostic ? boxes : graph.Binary("Add", boxes, graph.Binary("Mul", label, ClassOffset)); // [B, 4, A]
        var corners = graph.Transpose(apart, 0, 2, 1); // [B, A, 4]
        var rows = graph.Transpose(graph.Concat(1, [boxes, best, label, .. extras]), 0, 2, 1); // [B, A, 6+E]
        var pictures = Enumerable.Range(0, (int)boxes.Shape[0]).Select(picture => SuppressOne(graph, corners, best, rows, picture, suppression));
        return graph.Concat(0, [.. pictures]);
    }

    // Boxes of different classes are moved so far apart that they cannot overlap, as the suppression outside the graph does.
    private const double ClassOffset = 7680;

    private static OnnxValue SuppressOne(OnnxGraph graph, OnnxValue corners, OnnxValue best, OnnxValue rows, int picture, SuppressionInGraph suppression)
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

    // As many rows as asked for, or as there are anchor points: as a number where it is known, and as a tensor.
    private static (long Known, OnnxValue K) Count(OnnxGraph graph, OnnxValue perAnchor, int most)
    {
        var known = perAnchor.Shape[1] == OnnxValue.Unknown ? OnnxValue.Unknown : Math.Min(most, perAnchor.Shape[1]);
        var k = known == OnnxValue.Unknown
            ? graph.Binary("Min", graph.Slice(graph.ShapeOf(perAnchor), 0, 1, 2), graph.Constant([(long)most]))
            : graph.Constant([known]);
        return (known, k);
    }

    private static (OnnxValue Values, OnnxValue Indexes) Largest(OnnxGraph graph, OnnxValue values, long known, OnnxValue k)
    {
        long[] shape = [values.Shape[0], known];
        var results = graph.Node("TopK", [(values.Type, shape), (OnnxType.Int64, shape)], [values, k], OnnxSetting.Of("axis", 1));
        return (results[0], results[1]);
    }

    // Rows of [B, A, X] by indexes [B, K].
    private static OnnxValue Rows(OnnxGraph graph, OnnxValue table, OnnxValue indexes) => graph.Node(
        "GatherND", table.Type, [indexes.Shape[0], indexes.Shape[1], table.Shape[2]], [table, Column(graph, indexes)], OnnxSetting.Of("batch_dims", 1));

    // [B, K] → [B, K, 1].
    private static OnnxValue Column(OnnxGraph graph, OnnxValue values) => graph.Reshape(values, 0, -1, 1);
}

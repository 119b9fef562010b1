namespace Yolo.Export;

/// <summary>Choices among a head's predictions by probability as ONNX operators.</summary>
/// <remarks>Legend: B images, A anchor points, C classes, E extra numbers, K rows chosen, X numbers of a row.</remarks>
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

    /// <summary>As many rows as asked for, or as there are anchor points: as a number where it is known, and as a tensor.</summary>
    public static (long Known, OnnxValue K) Count(OnnxGraph graph, OnnxValue perAnchor, int most)
    {
        var known = perAnchor.Shape[1] == OnnxValue.Unknown ? OnnxValue.Unknown : Math.Min(most, perAnchor.Shape[1]);
        var k = known == OnnxValue.Unknown
            ? graph.Binary("Min", graph.Slice(graph.ShapeOf(perAnchor), 0, 1, 2), graph.Constant([(long)most]))
            : graph.Constant([known]);
        return (known, k);
    }

    /// <summary>The largest numbers of each row of [B, A] and where they stand, [B, K] each.</summary>
    public static (OnnxValue Values, OnnxValue Indexes) Largest(OnnxGraph graph, OnnxValue values, long known, OnnxValue k)
    {
        long[] shape = [values.Shape[0], known];
        var results = graph.Node("TopK", [(values.Type, shape), (OnnxType.Int64, shape)], [values, k], OnnxSetting.Of("axis", 1));
        return (results[0], results[1]);
    }

    /// <summary>Rows of [B, A, X] by indexes [B, K].</summary>
    public static OnnxValue Rows(OnnxGraph graph, OnnxValue table, OnnxValue indexes) => graph.Node(
        "GatherND", table.Type, [indexes.Shape[0], indexes.Shape[1], table.Shape[2]], [table, Column(graph, indexes)], OnnxSetting.Of("batch_dims", 1));

    /// <summary>[B, K] → [B, K, 1].</summary>
    public static OnnxValue Column(OnnxGraph graph, OnnxValue values) => graph.Reshape(values, 0, -1, 1);
}

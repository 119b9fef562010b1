using Yolo.Modules.Recording;

namespace Yolo.Export;

/// <summary>Attention as ONNX operators.</summary>
/// <remarks>Legend: B images, H and W size of a picture, N = H·W, h heads, s numbers of a head, a areas.</remarks>
internal static class AttentionEmitter
{
    /// <summary>[B, h·s, H, W] → [B, h, s, N] or, with several areas, [B, h, a, s, N/a].</summary>
    public static OnnxValue ToHeads(OnnxGraph graph, ToHeadsOperation operation, IReadOnlyList<OnnxValue> inputs)
    {
        var size = inputs[0].Channels / operation.Heads;
        return operation.Areas == 1
            ? graph.Reshape(inputs[0], 0, operation.Heads, size, -1)
            : Swapped(graph, graph.Reshape(inputs[0], 0, operation.Heads, size, operation.Areas, -1), 2);
    }

    /// <summary>[B, h, s, N] or [B, h, a, s, N/a] → [B, h·s, H, W].</summary>
    public static OnnxValue FromHeads(OnnxGraph graph, IReadOnlyList<OnnxValue> inputs)
    {
        var heads = inputs[0];
        return graph.ToPicture(heads.Shape.Count == 4 ? heads : Swapped(graph, heads, 2), heads.Shape[1] * heads.Shape[^2], inputs[1]);
    }

    /// <summary>Queries and keys […, k, N] and values […, s, N] → […, s, N].</summary>
    public static OnnxValue Attend(OnnxGraph graph, IReadOnlyList<OnnxValue> inputs)
    {
        var (query, last) = (inputs[0], inputs[0].Shape.Count - 2);
        var scaled = graph.Binary("Mul", query, Math.Pow(query.Shape[last], -0.5)); // […, k, N]: fewer numbers than the products have
        var weights = graph.Softmax(graph.MatMul(Swapped(graph, scaled, last), inputs[1])); // […, N, N]
        return graph.MatMul(inputs[2], Swapped(graph, weights, last));
    }

    // A dimension and the next one in each other's place.
    private static OnnxValue Swapped(OnnxGraph graph, OnnxValue value, int axis)
    {
        long[] order = [.. Enumerable.Range(0, value.Shape.Count)];
        (order[axis], order[axis + 1]) = (order[axis + 1], order[axis]);
        return graph.Transpose(value, order);
    }
}

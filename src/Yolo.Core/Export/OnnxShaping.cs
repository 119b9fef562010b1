namespace Yolo.Export;

/// <summary>Operators that cut, join and rearrange tensors, as methods of a graph.</summary>
/// <remarks>Legend: B images, C channels, H and W size of a picture, N = H·W.</remarks>
public static class OnnxShaping
{
    /// <summary>Several tensors one behind the other.</summary>
    public static OnnxValue Concat(this OnnxGraph graph, int axis, params IReadOnlyList<OnnxValue> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var sum = parts.Any(part => part.Shape[axis] == OnnxValue.Unknown) ? OnnxValue.Unknown : parts.Sum(part => part.Shape[axis]);
        return parts.Count == 1
            ? parts[0]
            : graph.Node("Concat", parts[0].Type, With(parts[0].Shape, axis, sum), parts, OnnxSetting.Of("axis", axis));
    }

    /// <summary>Part of a tensor: every <paramref name="step"/>-th from <paramref name="start"/> to before <paramref name="end"/>; null for all that follow.</summary>
    public static OnnxValue Slice(this OnnxGraph graph, OnnxValue value, int axis, long start, long? end = null, long step = 1)
    {
        var last = value.Shape[axis] == OnnxValue.Unknown ? end : Math.Min(end ?? long.MaxValue, value.Shape[axis]);
        var size = last is { } known ? (known - start + step - 1) / step : OnnxValue.Unknown;
        return graph.Node(
            "Slice",
            value.Type,
            With(value.Shape, axis, size),
            [value, graph.Constant([start]), graph.Constant([last ?? long.MaxValue]), graph.Constant([(long)axis]), graph.Constant([step])]);
    }

    /// <summary>A tensor in pieces of the given sizes.</summary>
    public static IReadOnlyList<OnnxValue> Split(this OnnxGraph graph, OnnxValue value, int axis, params IReadOnlyList<long> sizes)
    {
        var results = sizes.Select(size => (value.Type, (IReadOnlyList<long>)With(value.Shape, axis, size))).ToList();
        return graph.Opset >= 13
            ? graph.Node("Split", results, [value, graph.Constant(sizes)], OnnxSetting.Of("axis", axis))
            : graph.Node("Split", results, [value], OnnxSetting.Of("axis", axis), OnnxSetting.Of("split", sizes));
    }

    /// <summary>The same numbers in another shape: 0 keeps the size of a dimension, one −1 takes what remains.</summary>
    public static OnnxValue Reshape(this OnnxGraph graph, OnnxValue value, params IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        long[] result = [.. shape.Select((size, axis) => size == 0 ? value.Shape[axis] : size)];
        var rest = Array.IndexOf([.. shape], -1L);
        if (rest >= 0)
        {
            // Dimensions that stay cancel, known or not.
            var kept = shape.Select((size, axis) => (size, axis)).Where(entry => entry.size == 0).Select(entry => entry.axis).ToHashSet();
            var all = value.Shape.Where((_, axis) => !kept.Contains(axis)).ToList();
            var others = shape.Where(size => size > 0).Aggregate(1L, (a, b) => a * b);
            result[rest] = all.Contains(OnnxValue.Unknown) ? OnnxValue.Unknown : all.Aggregate(1L, (a, b) => a * b) / others;
        }

        return graph.Node("Reshape", value.Type, result, [value, graph.Constant(shape)]);
    }

    /// <summary>The dimensions in another order.</summary>
    public static OnnxValue Transpose(this OnnxGraph graph, OnnxValue value, params IReadOnlyList<long> order) =>
        graph.Node("Transpose", value.Type, [.. order.Select(axis => value.Shape[(int)axis])], [value], OnnxSetting.Of("perm", order));

    /// <summary>[B, …, N] as a picture [B, C, H, W] of the size of another.</summary>
    public static OnnxValue ToPicture(this OnnxGraph graph, OnnxValue value, long channels, OnnxValue like)
    {
        if (like.HasFixedArea)
        {
            return graph.Reshape(value, 0, channels, like.Shape[2], like.Shape[3]);
        }

        var shape = graph.Concat(0, graph.Constant([0L, channels]), graph.Area(like));
        return graph.Node("Reshape", value.Type, [value.Shape[0], channels, like.Shape[2], like.Shape[3]], [value, shape]);
    }

    /// <summary>A picture [B, C, H, W] at the size of another, each pixel from the nearest.</summary>
    public static OnnxValue ResizeLike(this OnnxGraph graph, OnnxValue picture, OnnxValue like)
    {
        var sizes = like.HasFixedArea && picture.Shape[0] != OnnxValue.Unknown
            ? graph.Constant([picture.Shape[0], picture.Channels, like.Shape[2], like.Shape[3]])
            : graph.Concat(0, graph.Slice(graph.ShapeOf(picture), 0, 0, 2), graph.Area(like));
        return graph.Node("Resize", picture.Type, [picture.Shape[0], picture.Channels, like.Shape[2], like.Shape[3]], [picture, graph.LeftOut(), graph.LeftOut(), sizes], Nearest);
    }

    /// <summary>Settings of <c>Resize</c> that take each pixel from the nearest, as torch does.</summary>
    internal static IReadOnlyList<OnnxSetting> Nearest =>
    [
        OnnxSetting.Of("mode", "nearest"), OnnxSetting.Of("coordinate_transformation_mode", "asymmetric"), OnnxSetting.Of("nearest_mode", "floor"),
    ];

    /// <summary>An input of <c>Resize</c> that is not given: before version 13 an empty tensor.</summary>
    internal static OnnxValue? LeftOut(this OnnxGraph graph) => graph.Opset >= 13 ? null : graph.Constant(Array.Empty<float>(), [0]);

    /// <summary>The shape as a tensor, for sizes that vary.</summary>
    internal static OnnxValue ShapeOf(this OnnxGraph graph, OnnxValue value) => graph.Node("Shape", OnnxType.Int64, [value.Shape.Count], [value]);

    /// <summary>Height and width of a picture as a tensor [2].</summary>
    internal static OnnxValue Area(this OnnxGraph graph, OnnxValue picture) => graph.Slice(graph.ShapeOf(picture), 0, 2, 4);

    private static long[] With(IReadOnlyList<long> shape, int axis, long size) => [.. shape.Select((old, index) => index == axis ? size : old)];
}

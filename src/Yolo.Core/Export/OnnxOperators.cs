using Yolo.Modules;

namespace Yolo.Export;

/// <summary>Arithmetic, activations and pooling as methods of a graph.</summary>
/// <remarks>Legend: B images, C channels, H and W size of a picture.</remarks>
public static class OnnxOperators
{
    /// <summary>An operator of one tensor that keeps its shape and type, such as <c>Sigmoid</c>.</summary>
    public static OnnxValue Unary(this OnnxGraph graph, string operation, OnnxValue value, params IReadOnlyList<OnnxSetting> attributes) =>
        graph.Node(operation, value.Type, value.Shape, [value], attributes);

    /// <summary>An operator of two tensors, such as <c>Add</c>; sizes of 1 stretch.</summary>
    public static OnnxValue Binary(this OnnxGraph graph, string operation, OnnxValue left, OnnxValue right) =>
        graph.Node(operation, left.Type, Stretch(left.Shape, right.Shape), [left, right]);

    /// <summary>An operator of a tensor and a number of the same type.</summary>
    public static OnnxValue Binary(this OnnxGraph graph, string operation, OnnxValue left, double right) =>
        graph.Binary(operation, left, left.Type == OnnxType.Int64 ? graph.Constant([(long)right], []) : graph.Constant([(float)right], [], left.Type));

    /// <summary>The product of matrices in the last two dimensions.</summary>
    public static OnnxValue MatMul(this OnnxGraph graph, OnnxValue left, OnnxValue right) =>
        graph.Node("MatMul", left.Type, [.. left.Shape.SkipLast(1), right.Shape[^1]], [left, right]);

    /// <summary>A linear function of the last dimension: from […, I] to […, O].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">[…, I].</param>
    /// <param name="weights">[O, I].</param>
    /// <param name="biases">[O], or null.</param>
    internal static OnnxValue Linear(this OnnxGraph graph, OnnxValue value, OnnxValue weights, OnnxValue? biases)
    {
        var product = graph.MatMul(value, graph.Transpose(weights, 1, 0));
        return biases is null ? product : graph.Binary("Add", product, biases);
    }

    /// <summary>Probabilities along a dimension, the last one if none is given.</summary>
    public static OnnxValue Softmax(this OnnxGraph graph, OnnxValue value, int? axis = null)
    {
        var last = value.Shape.Count - 1;
        if (graph.Opset >= 13 || (axis ?? last) == last)
        {
            return graph.Unary("Softmax", value, OnnxSetting.Of("axis", axis ?? last));
        }

        // Before version 13 all dimensions from the axis on were one.
        long[] order = [.. Enumerable.Range(0, last).Select(place => place == axis ? last : place), axis!.Value];
        return graph.Transpose(graph.Softmax(graph.Transpose(value, order)), order);
    }

    /// <summary>The numbers in another type.</summary>
    public static OnnxValue Cast(this OnnxGraph graph, OnnxValue value, OnnxType type) => value.Type == type
        ? value
        : graph.Node("Cast", type, value.Shape, [value], OnnxSetting.Of("to", (long)type));

    /// <summary>An activation.</summary>
    /// <exception cref="ExportException">It has no form in ONNX here.</exception>
    public static OnnxValue Activate(this OnnxGraph graph, OnnxValue value, Activation activation) => activation.Name switch
    {
        "Identity" => value,
        "SiLU" => graph.Binary("Mul", value, graph.Unary("Sigmoid", value)),
        "ReLU" => graph.Unary("Relu", value),
        "ReLU6" => graph.Node("Clip", value.Type, value.Shape, [value, graph.Constant([0f], [], value.Type), graph.Constant([6f], [], value.Type)]),
        "GELU" => graph.Binary("Mul", graph.Binary("Mul", value, 0.5), graph.Binary("Add", graph.Unary("Erf", graph.Binary("Mul", value, Math.Sqrt(0.5))), 1)),
        "Sigmoid" or "Tanh" => graph.Unary(activation.Name, value),
        "Hardswish" => graph.Binary("Mul", value, graph.Unary("HardSigmoid", value, OnnxSetting.Of("alpha", 1f / 6), OnnxSetting.Of("beta", 0.5f))),
        "Mish" => graph.Binary("Mul", value, graph.Unary("Tanh", graph.Unary("Softplus", value))),
        "LeakyReLU" => graph.Unary("LeakyRelu", value, OnnxSetting.Of("alpha", (float)activation.NegativeSlope!.Value)),
        _ => throw new ExportException($"The activation {activation} cannot be exported."),
    };

    /// <summary>The largest value of each window of a picture [B, C, H, W].</summary>
    public static OnnxValue MaxPool(this OnnxGraph graph, OnnxValue picture, long kernel, long stride, long padding) =>
        graph.Pool("MaxPool", picture, kernel, stride, padding);

    /// <summary>The mean of each window of a picture [B, C, H, W], zeros of the padding counted.</summary>
    public static OnnxValue AveragePool(this OnnxGraph graph, OnnxValue picture, long kernel, long stride, long padding) =>
        graph.Pool("AveragePool", picture, kernel, stride, padding, OnnxSetting.Of("count_include_pad", 1));

    /// <summary>The largest, or the mean, over some dimensions, which remain with size 1 or go.</summary>
    internal static OnnxValue Reduce(this OnnxGraph graph, string operation, OnnxValue value, long[] axes, bool keep)
    {
        long[] shape = [.. value.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size).Where((_, axis) => keep || !axes.Contains(axis))];
        var kept = OnnxSetting.Of("keepdims", keep ? 1 : 0);
        return graph.Opset >= 18
            ? graph.Node(operation, value.Type, shape, [value, graph.Constant(axes)], kept)
            : graph.Node(operation, value.Type, shape, [value], OnnxSetting.Of("axes", axes), kept);
    }

    /// <summary>The size that a convolution or pooling window leaves.</summary>
    internal static long Windows(long size, long kernel, long stride, long padding, long dilation = 1) =>
        size == OnnxValue.Unknown ? size : ((size + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;

    private static OnnxValue Pool(this OnnxGraph graph, string operation, OnnxValue picture, long kernel, long stride, long padding, params OnnxSetting[] more)
    {
        var (height, width) = (Windows(picture.Shape[2], kernel, stride, padding), Windows(picture.Shape[3], kernel, stride, padding));
        return graph.Node(
            operation,
            picture.Type,
            [picture.Shape[0], picture.Channels, height, width],
            [picture],
            [OnnxSetting.Of("kernel_shape", [kernel, kernel]), OnnxSetting.Of("strides", [stride, stride]), OnnxSetting.Of("pads", [padding, padding, padding, padding]), .. more]);
    }

    private static long[] Stretch(IReadOnlyList<long> left, IReadOnlyList<long> right)
    {
        var (longer, shorter) = left.Count >= right.Count ? (left, right) : (right, left);
        return [.. longer.Select((size, axis) =>
        {
            var opposite = axis - (longer.Count - shorter.Count);
            var other = opposite < 0 ? 1 : shorter[opposite];
            return size == 1 || (size == OnnxValue.Unknown && other > 1) ? other : size;
        })];
    }
}

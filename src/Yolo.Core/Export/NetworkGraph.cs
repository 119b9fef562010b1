using Yolo.Models;
using Yolo.Modules.Heads;

namespace Yolo.Export;

/// <summary>Writes a network as a graph, layer by layer. The network itself does not change and need not be fused.</summary>
/// <remarks>Legend: B images, H and W size of the input, C classes, A anchor points.</remarks>
internal static class NetworkGraph
{
    /// <summary>Makes the graph: input <c>images</c>, output <c>output0</c>, and for masks <c>output1</c>.</summary>
    /// <exception cref="ExportException">A layer has no form in ONNX, or the settings do not fit the network.</exception>
    public static OnnxGraph Of(YoloNetwork network, GraphOptions options)
    {
        Check(network, options);
        var graph = new OnnxGraph(options.Opset, options.Half ? OnnxType.Float16 : OnnxType.Float);
        var input = graph.Cast(graph.AddInput("images", OnnxType.Float, InputDimensions(network, options)), graph.FloatType); // [B, 3, H, W]
        var values = new OnnxValue[network.Layers.Count];
        foreach (var layer in network.Layers.SkipLast(1))
        {
            values[layer.Index] = BlockEmitters.Emit(ScopeOf(graph, layer), Gather(layer));
        }

        var last = network.Layers[^1];
        var results = last.Module switch
        {
            DetectionHead head => new HeadEmitter(ScopeOf(graph, last), head, Gather(last), options).Emit(),
            ClassificationHead head => [Classify(ScopeOf(graph, last), head, Gather(last))],
            _ => throw new ExportException($"The last layer, {last.Row.Block}, is no head that can be exported."),
        };
        for (var i = 0; i < results.Count; i++)
        {
            graph.AddOutput(FormattableString.Invariant($"output{i}"), results[i], OutputDimensions(results[i], i));
        }

        return graph;

        OnnxValue[] Gather(NetworkLayer layer) => [.. layer.Inputs.Select(source => source < 0 ? input : values[source])];
    }

    private static void Check(YoloNetwork network, GraphOptions options)
    {
        if (options.Suppression is not null && network.Task is (ModelTask.Classify or ModelTask.Obb))
        {
            throw new ExportException($"nms=true does not go with the task {network.Task.ToString().ToLowerInvariant()}; export with nms=false.");
        }
    }

    private static ExportScope ScopeOf(OnnxGraph graph, NetworkLayer layer) => new(graph, layer.Module, FormattableString.Invariant($"model.{layer.Index}"));

    // Suppression works picture by picture, so that their number is fixed.
    private static OnnxDimension[] InputDimensions(YoloNetwork network, GraphOptions options) => options.Dynamic
        ?
        [
            options.Suppression is null ? OnnxDimension.Free("batch") : OnnxDimension.Fixed(options.Batch),
            OnnxDimension.Fixed(network.Spec.Channels), OnnxDimension.Free("height"), OnnxDimension.Free("width"),
        ]
        :
        [
            OnnxDimension.Fixed(options.Batch), OnnxDimension.Fixed(network.Spec.Channels),
            OnnxDimension.Fixed(options.Height), OnnxDimension.Fixed(options.Width),
        ];

    private static OnnxDimension[] OutputDimensions(OnnxValue value, int output)
    {
        string[] names = output == 0 ? ["batch", "detections", "anchors"] : ["batch", "masks", "mask_height", "mask_width"];
        return [.. value.Shape.Select((size, axis) => size == OnnxValue.Unknown ? OnnxDimension.Free(names[axis]) : OnnxDimension.Fixed(size))];
    }

    private static OnnxValue Classify(ExportScope scope, ClassificationHead head, IReadOnlyList<OnnxValue> inputs)
    {
        var graph = scope.Graph;
        var features = scope.Child("conv", graph.Concat(1, inputs)); // [B, 1280, H, W]
        var means = graph.Node("GlobalAveragePool", features.Type, [features.Shape[0], features.Channels, 1, 1], [features]);
        var linear = scope.Within("linear");
        var logits = graph.Node(
            "Gemm",
            features.Type,
            [features.Shape[0], head.Output.out_features],
            [graph.Reshape(means, 0, -1), linear.Weights("weight", head.Output.weight), linear.Weights("bias", head.Output.bias!)],
            OnnxSetting.Of("transB", 1));
        return graph.Softmax(graph.Cast(logits, OnnxType.Float)); // [B, C]
    }
}

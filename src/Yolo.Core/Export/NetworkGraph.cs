using System.Runtime.InteropServices;
using Yolo.Models;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>Writes a network as a graph, from what it does when it runs. The network itself does not change and need not be fused.</summary>
/// <remarks>Legend: B images, H and W size of the input, C classes, A anchor points, E extra numbers.</remarks>
internal static class NetworkGraph
{
    /// <summary>Makes the graph: input <c>images</c>, output <c>output0</c>, and for masks <c>output1</c>.</summary>
    /// <exception cref="ExportException">A layer has no form in ONNX, or the settings do not fit the network.</exception>
    public static OnnxGraph Of(YoloNetwork network, GraphOptions options)
    {
        if (options.Suppression is not null && network.Task == ModelTask.Classify)
        {
            throw new ExportException("nms=true does not go with the task classify, which has no boxes; export with nms=false.");
        }

        var graph = new OnnxGraph(options.Opset, options.Half ? OnnxType.Float16 : OnnxType.Float);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        OnnxValue[] results = [.. Record(graph, network, options)];
        if (options.Suppression is { } suppression && network.Head is { } head)
        {
            results[0] = SuppressionEmitter.Emit(graph, results[0], head, suppression);
        }

        for (var i = 0; i < results.Length; i++)
        {
            var result = graph.Cast(results[i], OnnxType.Float);
            graph.AddOutput(FormattableString.Invariant($"output{i}"), result, OutputDimensions(result, i));
        }

        GraphPasses.Run(graph, options.Simplify);
        graph.Seal();
        return graph;
    }

    private static IEnumerable<OnnxValue> Record(OnnxGraph graph, YoloNetwork network, GraphOptions options)
    {
        var trained = network.training;
        network.eval();
        using var recorder = new GraphRecorder(graph, network);
        try
        {
            var like = network.parameters().First();
            var input = graph.AddInput("images", OnnxType.Float, InputDimensions(network, options)); // [B, 3, H, W]
            var picture = recorder.StandIn(graph.Cast(input, graph.FloatType), [1, network.Spec.Channels, options.Height, options.Width], like);
            using var output = network.call(picture);
            var masks = output.Prototypes is { } prototypes ? new[] { recorder.ValueOf(prototypes) } : [];
            return [recorder.ValueOf(output.Decoded!), .. masks];
        }
        catch (Exception error) when (error is ExternalException or ArgumentException or InvalidOperationException)
        {
            throw new ExportException($"{recorder.Where} cannot be exported: {LibTorch.Reason(error)}", error);
        }
        finally
        {
            network.train(trained);
        }
    }

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
}

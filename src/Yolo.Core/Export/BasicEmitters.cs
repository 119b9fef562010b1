using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>Convolutions, pooling and bottlenecks as ONNX operators; batch norms are folded into convolutions on the way.</summary>
/// <remarks>Legend: B images, C channels, H and W size of a picture.</remarks>
internal static class BasicEmitters
{
    public static IEnumerable<KeyValuePair<Type, BlockEmitters.Emitter>> All =>
    [
        BlockEmitters.Row<Conv>(EmitConv),
        BlockEmitters.Row<RepConv>(EmitRepConv),
        BlockEmitters.Row<RepVggDepthwise>(EmitRepVgg),
        BlockEmitters.Row<CbLinear>((scope, _, x) => scope.Child("conv", x)),
        BlockEmitters.Row<Bottleneck>(EmitBottleneck),
        BlockEmitters.Row<RepBottleneck>(EmitBottleneck),
        BlockEmitters.Row<GhostConv>(EmitGhostConv),
        BlockEmitters.Row<GhostBottleneck>((scope, _, x) => scope.Graph.Binary("Add", scope.Child("conv", x), scope.Child("shortcut", x))),
        BlockEmitters.Row<Focus>(EmitFocus),
        BlockEmitters.Row<ScDown>((scope, _, x) => scope.Child("cv2", scope.Child("cv1", x))),
        BlockEmitters.Row<AConv>((scope, _, x) => scope.Child("cv1", scope.Graph.AveragePool(x, 2, 1, 0))),
        BlockEmitters.Row<ADown>(EmitADown),
        BlockEmitters.Row<Spp>(EmitSpp),
        BlockEmitters.Row<Sppf>(EmitSppf),
        BlockEmitters.Row<SppElan>((scope, block, x) => scope.Child("cv5", Pyramid(scope, scope.Child("cv1", x), block.Kernel, SppElan.Times))),
        BlockEmitters.Row<Cib>((scope, block, x) => Shortcut(scope, scope.Child("cv1", x), x, block.HasShortcut)),
        BlockEmitters.Row<Proto>(EmitProto),
        BlockEmitters.Rows<Proto26>(EmitProto26),
        BlockEmitters.Rows<Concat>((scope, block, inputs) => scope.Graph.Concat(block.Dimension, inputs)),
        BlockEmitters.Rows<CbFuse>(EmitCbFuse),
    ];

    public static OnnxValue Shortcut(ExportScope scope, OnnxValue result, OnnxValue input, bool add) => add ? scope.Graph.Binary("Add", result, input) : result;

    private static OnnxValue EmitConv(ExportScope scope, Conv block, OnnxValue x)
    {
        var inner = scope.Within("conv");
        if (block.Norm is null)
        {
            return inner.Convolve(x, block.Convolution, block.Convolution.weight, block.Convolution.bias, block.Activation);
        }

        using var noGradient = no_grad();
        using var tensors = NewDisposeScope();
        var (weight, bias) = Folding.Fold(block.Convolution, block.Norm);
        return inner.Convolve(x, block.Convolution, weight, bias, block.Activation);
    }

    // The kernels of both branches are one kernel: the smaller, surrounded by zeros, is added to the larger.
    private static OnnxValue Together(ExportScope scope, OnnxValue x, string wideName, string narrowName, int zeros, Activation activation)
    {
        using var noGradient = no_grad();
        using var tensors = NewDisposeScope();
        var (wide, narrow) = ((Conv)scope.Within(wideName).Module, (Conv)scope.Within(narrowName).Module);
        var (largeWeight, largeBias) = Folding.Fold(wide.Convolution, wide.Norm!);
        var (smallWeight, smallBias) = Folding.Fold(narrow.Convolution, narrow.Norm!);
        return scope.Convolve(x, wide.Convolution, largeWeight + Folding.PadKernel(smallWeight, zeros), largeBias + smallBias, activation);
    }

    private static OnnxValue EmitRepConv(ExportScope scope, RepConv block, OnnxValue x) => scope.Children.Contains("conv1")
        ? Together(scope, x, "conv1", "conv2", 1, block.Activation)
        : scope.Graph.Activate(scope.Child("conv", x), block.Activation);

    private static OnnxValue EmitRepVgg(ExportScope scope, RepVggDepthwise block, OnnxValue x) => scope.Children.Contains("conv1")
        ? Together(scope, x, "conv", "conv1", 2, Activation.SiLU)
        : scope.Graph.Activate(scope.Child("conv", x), Activation.SiLU);

    private static OnnxValue EmitBottleneck(ExportScope scope, Bottleneck block, OnnxValue x) =>
        Shortcut(scope, scope.Child("cv2", scope.Child("cv1", x)), x, block.HasShortcut);

    private static OnnxValue EmitGhostConv(ExportScope scope, GhostConv block, OnnxValue x)
    {
        var half = scope.Child("cv1", x);
        return scope.Graph.Concat(1, half, scope.Child("cv2", half));
    }

    private static OnnxValue EmitFocus(ExportScope scope, Focus block, OnnxValue x)
    {
        var graph = scope.Graph;
        var (even, odd) = (graph.Slice(x, 2, 0, null, 2), graph.Slice(x, 2, 1, null, 2)); // [B, C, H/2, W]
        OnnxValue Columns(OnnxValue rows, long start) => graph.Slice(rows, 3, start, null, 2); // [B, C, H/2, W/2]
        return scope.Child("conv", graph.Concat(1, Columns(even, 0), Columns(odd, 0), Columns(even, 1), Columns(odd, 1)));
    }

    private static OnnxValue EmitADown(ExportScope scope, ADown block, OnnxValue x)
    {
        var graph = scope.Graph;
        var halves = graph.Split(graph.AveragePool(x, 2, 1, 0), 1, x.Channels / 2, x.Channels / 2); // [B, C/2, H−1, W−1]
        var pooled = graph.MaxPool(halves[1], 3, 2, 1); // [B, C/2, H/2, W/2]
        return graph.Concat(1, scope.Child("cv1", halves[0]), scope.Child("cv2", pooled));
    }

    private static OnnxValue EmitSpp(ExportScope scope, Spp block, OnnxValue x)
    {
        var reduced = scope.Child("cv1", x);
        return scope.Child("cv2", scope.Graph.Concat(1, [reduced, .. block.Kernels.Select(kernel => scope.Graph.MaxPool(reduced, kernel, 1, kernel / 2))]));
    }

    private static OnnxValue EmitSppf(ExportScope scope, Sppf block, OnnxValue x) =>
        Shortcut(scope, scope.Child("cv2", Pyramid(scope, scope.Child("cv1", x), block.Kernel, block.Times)), x, block.HasShortcut);

    // The input and each further pooling of it.
    private static OnnxValue Pyramid(ExportScope scope, OnnxValue reduced, int kernel, int times)
    {
        List<OnnxValue> parts = [reduced];
        for (var i = 0; i < times; i++)
        {
            parts.Add(scope.Graph.MaxPool(parts[^1], kernel, 1, kernel / 2));
        }

        return scope.Graph.Concat(1, parts);
    }

    private static OnnxValue EmitProto(ExportScope scope, Proto block, OnnxValue x) =>
        scope.Child("cv3", scope.Child("cv2", scope.Child("upsample", scope.Child("cv1", x))));

    private static OnnxValue EmitProto26(ExportScope scope, Proto26 block, IReadOnlyList<OnnxValue> levels)
    {
        var refine = scope.Within("feat_refine");
        var sum = levels[0];
        for (var i = 1; i < levels.Count; i++)
        {
            var refined = refine.Child(refine.Children[i - 1], levels[i]);
            sum = scope.Graph.Binary("Add", sum, scope.Graph.ResizeLike(refined, levels[0]));
        }

        return EmitProto(scope, block, scope.Child("feat_fuse", sum));
    }

    private static OnnxValue EmitCbFuse(ExportScope scope, CbFuse block, IReadOnlyList<OnnxValue> inputs)
    {
        var sum = inputs[^1];
        for (var i = 0; i < block.Parts.Count; i++)
        {
            long start = block.PartChannels[i].Take(block.Parts[i]).Sum();
            var part = scope.Graph.Slice(inputs[i], 1, start, start + block.PartChannels[i][block.Parts[i]]);
            sum = scope.Graph.Binary("Add", sum, scope.Graph.ResizeLike(part, inputs[^1]));
        }

        return sum;
    }
}

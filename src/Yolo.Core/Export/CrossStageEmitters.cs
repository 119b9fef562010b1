using Yolo.Modules;

namespace Yolo.Export;

/// <summary>Blocks that send part of their input past the rest, as ONNX operators.</summary>
/// <remarks>Legend: B images, H and W size of a picture.</remarks>
internal static class CrossStageEmitters
{
    public static IEnumerable<KeyValuePair<Type, BlockEmitters.Emitter>> All =>
    [
        BlockEmitters.Row<C1>(EmitC1),
        BlockEmitters.Row<C2>(EmitC2),
        BlockEmitters.Row<C2f>(EmitC2f),
        BlockEmitters.Row<C3k2>(EmitC2f),
        BlockEmitters.Row<C2fCib>(EmitC2f),
        BlockEmitters.Row<C2fPsa>(EmitC2f),
        BlockEmitters.Row<C3>(EmitC3),
        BlockEmitters.Row<C3x>(EmitC3),
        BlockEmitters.Row<C3k>(EmitC3),
        BlockEmitters.Row<C3Ghost>(EmitC3),
        BlockEmitters.Row<RepCsp>(EmitC3),
        BlockEmitters.Row<C3f>(EmitC3f),
        BlockEmitters.Row<RepC3>((scope, _, x) => scope.Child("cv3", scope.Graph.Binary("Add", scope.Child("m", scope.Child("cv1", x)), scope.Child("cv2", x)))),
        BlockEmitters.Row<BottleneckCsp>(EmitBottleneckCsp),
        BlockEmitters.Row<RepNcspElan4>(EmitElan),
        BlockEmitters.Row<Elan1>(EmitElan),
    ];

    /// <summary>Each child of a list fed with what the one before gave; all of their results.</summary>
    public static IEnumerable<OnnxValue> Chain(ExportScope list, OnnxValue input)
    {
        foreach (var name in list.Children)
        {
            input = list.Child(name, input);
            yield return input;
        }
    }

    private static OnnxValue EmitC1(ExportScope scope, C1 block, OnnxValue x)
    {
        var reduced = scope.Child("cv1", x);
        return scope.Graph.Binary("Add", scope.Child("m", reduced), reduced);
    }

    private static OnnxValue EmitC2(ExportScope scope, C2 block, OnnxValue x)
    {
        var both = scope.Child("cv1", x); // [B, 2·hidden, H, W]
        var halves = scope.Graph.Split(both, 1, both.Channels / 2, both.Channels / 2);
        return scope.Child("cv2", scope.Graph.Concat(1, scope.Child("m", halves[0]), halves[1]));
    }

    private static OnnxValue EmitC2f(ExportScope scope, C2f block, OnnxValue x)
    {
        var both = scope.Child("cv1", x); // [B, 2·hidden, H, W]
        var half = scope.Graph.Slice(both, 1, block.HiddenChannels, both.Channels); // [B, hidden, H, W]
        return scope.Child("cv2", scope.Graph.Concat(1, [both, .. Chain(scope.Within("m"), half)])); // from [B, (2+repeats)·hidden, H, W]
    }

    private static OnnxValue EmitC3(ExportScope scope, C3 block, OnnxValue x) =>
        scope.Child("cv3", scope.Graph.Concat(1, scope.Child("m", scope.Child("cv1", x)), scope.Child("cv2", x)));

    private static OnnxValue EmitC3f(ExportScope scope, C3f block, OnnxValue x)
    {
        var (passed, entered) = (scope.Child("cv2", x), scope.Child("cv1", x));
        return scope.Child("cv3", scope.Graph.Concat(1, [passed, entered, .. Chain(scope.Within("m"), entered)]));
    }

    private static OnnxValue EmitBottleneckCsp(ExportScope scope, BottleneckCsp block, OnnxValue x)
    {
        var worked = scope.Child("cv3", scope.Child("m", scope.Child("cv1", x)));
        var joined = scope.Child("bn", scope.Graph.Concat(1, worked, scope.Child("cv2", x))); // [B, 2·hidden, H, W]
        return scope.Child("cv4", scope.Graph.Activate(joined, Activation.SiLU));
    }

    private static OnnxValue EmitElan(ExportScope scope, Elan block, OnnxValue x)
    {
        var both = scope.Child("cv1", x); // [B, 2·half, H, W]
        var once = scope.Child("cv2", scope.Graph.Slice(both, 1, both.Channels / 2, both.Channels)); // from [B, half, H, W]
        return scope.Child("cv4", scope.Graph.Concat(1, both, once, scope.Child("cv3", once)));
    }
}

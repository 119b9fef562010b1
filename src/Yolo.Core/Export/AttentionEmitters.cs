using Yolo.Modules;

namespace Yolo.Export;

/// <summary>Blocks with attention as ONNX operators.</summary>
/// <remarks>Legend: B images, C channels, H and W size of a picture, N = H·W, h heads, k and d sizes of keys and values, a areas, M = N/a.</remarks>
internal static class AttentionEmitters
{
    public static IEnumerable<KeyValuePair<Type, BlockEmitters.Emitter>> All =>
    [
        BlockEmitters.Row<SelfAttention>((scope, block, x) => Attend(scope, x, block.Heads, block.KeysOfAHead, block.ValuesOfAHead, 1)),
        BlockEmitters.Row<AreaAttention>((scope, block, x) => Attend(scope, x, block.Heads, block.ChannelsOfAHead, block.ChannelsOfAHead, block.Areas)),
        BlockEmitters.Row<PsaBlock>((scope, block, x) => TwoSteps(scope, x, "ffn", block.HasShortcut)),
        BlockEmitters.Row<AreaBlock>((scope, _, x) => TwoSteps(scope, x, "mlp", true)),
        BlockEmitters.Row<Psa>((scope, _, x) => Halves(scope, x, second => TwoSteps(scope, second, "ffn", true))),
        BlockEmitters.Row<C2Psa>((scope, _, x) => Halves(scope, x, second => scope.Child("m", second))),
        BlockEmitters.Row<A2C2f>(EmitA2C2f),
    ];

    private static OnnxValue TwoSteps(ExportScope scope, OnnxValue x, string feedForward, bool add)
    {
        var attended = BasicEmitters.Shortcut(scope, scope.Child("attn", x), x, add);
        return BasicEmitters.Shortcut(scope, scope.Child(feedForward, attended), attended, add);
    }

    private static OnnxValue Halves(ExportScope scope, OnnxValue x, Func<OnnxValue, OnnxValue> work)
    {
        var both = scope.Child("cv1", x); // [B, 2·hidden, H, W]
        var halves = scope.Graph.Split(both, 1, both.Channels / 2, both.Channels / 2);
        return scope.Child("cv2", scope.Graph.Concat(1, halves[0], work(halves[1])));
    }

    private static OnnxValue EmitA2C2f(ExportScope scope, A2C2f block, OnnxValue x)
    {
        var reduced = scope.Child("cv1", x);
        var result = scope.Child("cv2", scope.Graph.Concat(1, [reduced, .. CrossStageEmitters.Chain(scope.Within("m"), reduced)]));
        if (block.ResidualWeights is not { } gamma)
        {
            return result;
        }

        using var weights = gamma.view(1, -1, 1, 1);
        return scope.Graph.Binary("Add", scope.Graph.Binary("Mul", result, scope.Weights("gamma", weights)), x);
    }

    // With one area the dimension of areas is left out.
    private static OnnxValue Attend(ExportScope scope, OnnxValue x, long heads, long keys, long values, long areas)
    {
        var graph = scope.Graph;
        var joined = scope.Child("qkv", x); // [B, h·(2k+d), H, W]
        var tokens = areas == 1
            ? graph.Reshape(joined, 0, heads, (2 * keys) + values, -1) // [B, h, 2k+d, N]
            : graph.Transpose(graph.Reshape(joined, 0, heads, (2 * keys) + values, areas, -1), 0, 1, 3, 2, 4); // [B, h, a, 2k+d, M]
        var parts = graph.Split(tokens, tokens.Shape.Count - 2, keys, keys, values);
        var scores = graph.MatMul(Turned(graph, graph.Binary("Mul", parts[0], Math.Pow(keys, -0.5))), parts[1]); // [B, h, (a,) M, M]
        var attended = graph.MatMul(parts[2], Turned(graph, graph.Softmax(scores))); // [B, h, (a,) d, M]
        var located = scope.Child("pe", Picture(graph, parts[2], heads * values, x));
        return scope.Child("proj", graph.Binary("Add", Picture(graph, attended, heads * values, x), located));
    }

    private static OnnxValue Turned(OnnxGraph graph, OnnxValue matrices) =>
        matrices.Shape.Count == 4 ? graph.Transpose(matrices, 0, 1, 3, 2) : graph.Transpose(matrices, 0, 1, 2, 4, 3);

    // [B, h, (a,) d, M] → [B, C, H, W].
    private static OnnxValue Picture(OnnxGraph graph, OnnxValue perHead, long channels, OnnxValue like) =>
        graph.ToPicture(perHead.Shape.Count == 4 ? perHead : graph.Transpose(perHead, 0, 1, 3, 2, 4), channels, like);
}

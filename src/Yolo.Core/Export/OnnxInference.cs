using Yolo.Export.Format;

namespace Yolo.Export;

/// <summary>Types and shapes of what operators give, from the format's rules alone; how the graph was made plays no part.</summary>
internal static partial class OnnxInference
{
    private static readonly Dictionary<string, Func<NodeProto, OnnxFact?[], OnnxFact[]>> Rules = new(StringComparer.Ordinal)
    {
        ["Conv"] = Convolution,
        ["ConvTranspose"] = TransposedConvolution,
        ["BatchNormalization"] = Normalization,
        ["MaxPool"] = Pooling,
        ["AveragePool"] = Pooling,
        ["GlobalAveragePool"] = (_, x) => [x[0]! with { Shape = [x[0]![0], x[0]![1], 1, 1] }],
        ["Pad"] = Padding,
        ["Resize"] = Resizing,
        ["Gemm"] = Gemm,
        ["MatMul"] = Matrices,
        ["Softmax"] = Same,
        ["Sigmoid"] = Same,
        ["Tanh"] = Same,
        ["Relu"] = Same,
        ["LeakyRelu"] = Same,
        ["HardSigmoid"] = Same,
        ["Softplus"] = Same,
        ["Erf"] = Same,
        ["Sqrt"] = Same,
        ["Exp"] = Same,
        ["Log"] = Same,
        ["Neg"] = Same,
        ["Cos"] = Same,
        ["Sin"] = Same,
        ["Clip"] = Same,
        ["Cast"] = (node, x) => [new OnnxFact((OnnxType)Integer(node, "to"), x[0]!.Shape)],
        ["Add"] = Stretched,
        ["Sub"] = Stretched,
        ["Mul"] = Stretched,
        ["Div"] = Stretched,
        ["Mod"] = Stretched,
        ["Min"] = Stretched,
        ["Max"] = Stretched,
        ["And"] = Stretched,
        ["Less"] = Comparison,
        ["Greater"] = Comparison,
        ["GreaterOrEqual"] = Comparison,
        ["Concat"] = Joined,
        ["Slice"] = Sliced,
        ["Split"] = Divided,
        ["Reshape"] = Reshaped,
        ["Transpose"] = (node, x) => [x[0]! with { Shape = [.. Integers(node, "perm").Select(axis => x[0]![(int)axis])] }],
        ["Shape"] = (_, x) => [new OnnxFact(OnnxType.Int64, [x[0]!.Rank])],
        ["Expand"] = (_, x) => [x[0]! with { Shape = Unknown(Math.Max(x[0]!.Rank, (int)x[1]![0])) }],
        ["Range"] = (_, x) => [new OnnxFact(x[0]!.Type, [OnnxValue.Unknown])],
        ["Gather"] = Gathered,
        ["GatherND"] = GatheredRows,
        ["TopK"] = Largest,
        ["ReduceMax"] = Reduced,
        ["ArgMax"] = (node, x) => [new OnnxFact(OnnxType.Int64, Without(x[0]!.Shape, [Integer(node, "axis")], Integer(node, "keepdims") == 1))],
        ["NonMaxSuppression"] = (_, x) => Are(x[0]!.Rank == 3 && x[1]!.Rank == 3, "boxes and scores must have three dimensions", new OnnxFact(OnnxType.Int64, [OnnxValue.Unknown, 3])),
    };

    /// <summary>What a node gives.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">What enters it; null where nothing is given.</param>
    /// <exception cref="ExportException">The operator is unknown, or the inputs are not what it takes.</exception>
    public static IReadOnlyList<OnnxFact> Of(NodeProto node, OnnxFact?[] inputs)
    {
        var rule = Rules.GetValueOrDefault(node.OpType) ?? throw new ExportException($"the operator {node.OpType} is unknown here.");
        try
        {
            return rule(node, inputs);
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException or NullReferenceException or InvalidOperationException)
        {
            throw new ExportException($"{node.OpType} does not take {string.Join(", ", inputs.Select(input => input?.ToString() ?? "nothing"))}.", error);
        }
    }

    private static OnnxFact[] Same(NodeProto node, OnnxFact?[] x) => [x[0]! with { Numbers = null }];

    private static OnnxFact[] Stretched(NodeProto node, OnnxFact?[] x) => Are(
        x.All(input => input!.Type == x[0]!.Type),
        "types differ",
        new OnnxFact(x[0]!.Type, x.Select(input => input!.Shape).Aggregate(Stretch)));

    private static OnnxFact[] Comparison(NodeProto node, OnnxFact?[] x) => [Stretched(node, x)[0] with { Type = OnnxType.Bool }];

    private static OnnxFact[] Matrices(NodeProto node, OnnxFact?[] x) => Are(
        x[0]!.Type == x[1]!.Type && Fits(x[0]!.Shape[^1], x[1]!.Shape[^2]),
        "the matrices do not fit",
        x[0]! with { Shape = [.. Stretch([.. x[0]!.Shape.SkipLast(2)], [.. x[1]!.Shape.SkipLast(2)]), x[0]!.Shape[^2], x[1]!.Shape[^1]] });

    private static OnnxFact[] Gemm(NodeProto node, OnnxFact?[] x)
    {
        var (inputs, outputs) = Integer(node, "transB") == 1 ? (x[1]![1], x[1]![0]) : (x[1]![0], x[1]![1]);
        return Are(x[0]!.Rank == 2 && Fits(x[0]![1], inputs), "the matrices do not fit", x[0]! with { Shape = [x[0]![0], outputs] });
    }

    private static OnnxFact[] Reduced(NodeProto node, OnnxFact?[] x) => [x[0]! with
    {
        Shape = Without(x[0]!.Shape, x.Length > 1 ? x[1]!.Numbers! : Integers(node, "axes"), Integer(node, "keepdims") == 1),
    }];

    private static OnnxFact[] Largest(NodeProto node, OnnxFact?[] x)
    {
        var axis = (int)Integer(node, "axis");
        long[] shape = [.. x[0]!.Shape];
        shape[axis] = x[1]!.Numbers is { } k ? k[0] : OnnxValue.Unknown;
        return [x[0]! with { Shape = shape }, new OnnxFact(OnnxType.Int64, shape)];
    }

    private static OnnxFact[] Gathered(NodeProto node, OnnxFact?[] x)
    {
        var axis = node.Attribute.Any(setting => setting.Name == "axis") ? (int)Integer(node, "axis") : 0;
        return Are(x[1]!.Type == OnnxType.Int64, "indexes must be whole", x[0]! with { Shape = [.. x[0]!.Shape.Take(axis), .. x[1]!.Shape, .. x[0]!.Shape.Skip(axis + 1)], Numbers = null });
    }

    private static OnnxFact[] GatheredRows(NodeProto node, OnnxFact?[] x)
    {
        var batch = (int)Integer(node, "batch_dims");
        var depth = (int)x[1]!.Shape[^1];
        return Are(
            x[1]!.Type == OnnxType.Int64 && batch < x[1]!.Rank && batch + depth <= x[0]!.Rank,
            "the indexes do not fit",
            x[0]! with { Shape = [.. x[1]!.Shape.SkipLast(1), .. x[0]!.Shape.Skip(batch + depth)], Numbers = null });
    }

    private static OnnxFact[] Are(bool right, string otherwise, params OnnxFact[] results) => right ? results : throw new ExportException($"{otherwise}.");

    private static bool Fits(long first, long second) => first == second || first < 0 || second < 0;

    private static long[] Unknown(int rank) => [.. Enumerable.Repeat(OnnxValue.Unknown, rank)];

    private static IReadOnlyList<long> Without(IReadOnlyList<long> shape, IReadOnlyList<long> axes, bool keep) =>
        [.. shape.Select((side, axis) => axes.Contains(axis) ? 1 : side).Where((_, axis) => keep || !axes.Contains(axis))];

    private static IReadOnlyList<long> Stretch(IReadOnlyList<long> first, IReadOnlyList<long> second)
    {
        var rank = Math.Max(first.Count, second.Count);
        long Side(IReadOnlyList<long> shape, int axis) => axis < rank - shape.Count ? 1 : shape[axis - (rank - shape.Count)];
        return [.. Enumerable.Range(0, rank).Select(axis => (Side(first, axis), Side(second, axis)) switch
        {
            (1, var other) => other,
            (var one, 1) => one,
            (var one, var other) when one == other => one,
            (< 0, var other) => other,
            (var one, < 0) => one,
            var (one, other) => throw new ExportException(FormattableString.Invariant($"sides of {one} and {other} do not stretch to each other.")),
        })];
    }

    private static long Integer(NodeProto node, string name) => Setting(node, name).I;

    private static IReadOnlyList<long> Integers(NodeProto node, string name) => [.. Setting(node, name).Ints];

    private static AttributeProto Setting(NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(setting => setting.Name == name) ?? throw new ExportException($"{node.OpType} lacks its setting '{name}'.");
}

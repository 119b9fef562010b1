using System.Collections.Concurrent;
using Yolo.Modules.Recording;

namespace Yolo.Export;

/// <summary>How operations are written as ONNX operators, by their types. Thread-safe.</summary>
/// <remarks>Legend: B images, C channels, H and W size of a picture, A anchor points, R bins of a side.</remarks>
public static class OperationEmitters
{
    private static readonly ConcurrentDictionary<Type, Func<OnnxGraph, Operation, IReadOnlyList<OnnxValue>, OnnxValue>> Table = new(
    [
        Row<AliasOperation>((_, _, x) => x[0]),
        Row<ArithmeticOperation>((graph, operation, x) => graph.Binary(Name(operation.Kind), x[0], x[1])),
        Row<NumberOperation>((graph, operation, x) => graph.Binary(Name(operation.Kind), x[0], operation.Number)),
        Row<AddToOperation>((graph, _, x) => graph.Binary("Add", x[0], x[1])),
        Row<FunctionOperation>((graph, operation, x) => graph.Unary(Name(operation.Kind), x[0])),
        Row<ActivateOperation>((graph, operation, x) => graph.Activate(x[0], operation.Activation)),
        Row<SoftmaxOperation>((graph, operation, x) => graph.Softmax(x[0], operation.Axis)),
        Row<ConcatOperation>((graph, operation, x) => graph.Concat(operation.Axis, x)),
        Row<NarrowOperation>((graph, operation, x) => graph.Slice(x[0], operation.Axis, operation.Start, operation.Start + operation.Length)),
        Row<EveryOperation>((graph, operation, x) => graph.Slice(x[0], operation.Axis, operation.Start, null, operation.Step)),
        Row<ReshapeOperation>((graph, operation, x) => graph.Reshape(x[0], operation.Shape)),
        Row<PermuteOperation>((graph, operation, x) => graph.Transpose(x[0], operation.Order)),
        Row<PoolOperation>(EmitPool),
        Row<MeanOperation>(EmitMean),
        Row<ResizeLikeOperation>((graph, _, x) => graph.ResizeLike(x[0], x[1])),
        Row<WeighOperation>((graph, _, x) => graph.Binary("Mul", x[0], graph.Recast(x[1], x[0].Type, 1, -1, 1, 1))),
        Row<ToHeadsOperation>(AttentionEmitter.ToHeads),
        Row<FromHeadsOperation>((graph, _, x) => AttentionEmitter.FromHeads(graph, x)),
        Row<AttendOperation>((graph, _, x) => AttentionEmitter.Attend(graph, x)),
        Row<LinearOperation>((graph, _, x) => graph.Linear(x[0], x[1], x[2])),
        Row<FlattenLevelsOperation>(EmitFlattenLevels),
        Row<ExpectationOperation>(EmitExpectation),
        Row<ChooseTopOperation>((graph, operation, x) => ChoiceEmitter.Top(graph, x[0], x[1], [.. x.Skip(2)], operation.Most)),
    ]);

    /// <summary>Says how an operation of your own is written; it must do what its <see cref="Operation.Run"/> does.</summary>
    /// <typeparam name="T">The operation's type.</typeparam>
    /// <param name="emit">Writes it: from the graph, the operation and what enters to what comes out.</param>
    /// <exception cref="ArgumentException">The type has an emitter already.</exception>
    /// <example><code>OperationEmitters.Add&lt;ErfOperation&gt;((graph, operation, x) => graph.Unary("Erf", x[0]));</code></example>
    public static void Add<T>(Func<OnnxGraph, T, IReadOnlyList<OnnxValue>, OnnxValue> emit)
        where T : Operation
    {
        ArgumentNullException.ThrowIfNull(emit);
        if (!Table.TryAdd(typeof(T), Row(emit).Value))
        {
            throw new ArgumentException($"The type {typeof(T)} has an emitter already.", nameof(emit));
        }
    }

    /// <summary>Writes an operation.</summary>
    /// <exception cref="ExportException">Its type has no emitter.</exception>
    internal static OnnxValue Emit(OnnxGraph graph, Operation operation, IReadOnlyList<OnnxValue> inputs, string path) => Table.TryGetValue(operation.GetType(), out var emit)
        ? emit(graph, operation, inputs)
        : throw new ExportException($"{path} computes a {operation.GetType().Name}, which has no form in ONNX yet; give it one with OperationEmitters.Add.");

    private static KeyValuePair<Type, Func<OnnxGraph, Operation, IReadOnlyList<OnnxValue>, OnnxValue>> Row<T>(Func<OnnxGraph, T, IReadOnlyList<OnnxValue>, OnnxValue> emit)
        where T : Operation => new(typeof(T), (graph, operation, inputs) => emit(graph, (T)operation, inputs));

    private static string Name(Arithmetic kind) => kind switch
    {
        Arithmetic.Add => "Add",
        Arithmetic.Subtract => "Sub",
        _ => "Mul",
    };

    private static string Name(Function kind) => kind switch
    {
        Function.Sigmoid => "Sigmoid",
        Function.Cosine => "Cos",
        _ => "Sin",
    };

    private static OnnxValue EmitPool(OnnxGraph graph, PoolOperation operation, IReadOnlyList<OnnxValue> inputs) => operation.Kind == Pool.Largest
        ? graph.MaxPool(inputs[0], operation.Kernel, operation.Stride, operation.Padding)
        : graph.AveragePool(inputs[0], operation.Kernel, operation.Stride, operation.Padding);

    // [B, C, H, W] → [B, C].
    private static OnnxValue EmitMean(OnnxGraph graph, MeanOperation operation, IReadOnlyList<OnnxValue> inputs)
    {
        var x = inputs[0];
        return graph.Reshape(graph.Node("GlobalAveragePool", x.Type, [x.Shape[0], x.Channels, 1, 1], [x]), 0, -1);
    }

    // What follows is the decoding, in single precision always.
    private static OnnxValue EmitFlattenLevels(OnnxGraph graph, FlattenLevelsOperation operation, IReadOnlyList<OnnxValue> levels)
    {
        var parts = levels.Select(level => graph.Reshape(level, 0, level.Channels, -1)); // [B, X, H·W] each
        return graph.Cast(graph.Concat(2, [.. parts]), OnnxType.Float); // [B, X, A]
    }

    // [B, 4·R, A] → [B, 4, A].
    private static OnnxValue EmitExpectation(OnnxGraph graph, ExpectationOperation operation, IReadOnlyList<OnnxValue> inputs)
    {
        var sides = graph.Transpose(graph.Reshape(inputs[0], 0, 4, operation.Bins, -1), 0, 1, 3, 2); // [B, 4, A, R]
        var values = graph.Recast(inputs[1], sides.Type, operation.Bins, 1); // [R, 1]
        return graph.Reshape(graph.MatMul(graph.Softmax(sides), values), 0, 4, -1); // [B, 4, A]
    }
}

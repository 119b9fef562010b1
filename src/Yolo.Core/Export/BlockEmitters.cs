using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>How blocks are written as ONNX operators, by their types. Thread-safe.</summary>
public static class BlockEmitters
{
    private static readonly ConcurrentDictionary<Type, Emitter> Table = new(
        BasicEmitters.All.Concat(CrossStageEmitters.All).Concat(AttentionEmitters.All).Concat(TorchEmitters.All));

    /// <summary>How a block is written.</summary>
    /// <param name="scope">The block, its children and the graph.</param>
    /// <param name="inputs">What enters.</param>
    /// <returns>What comes out.</returns>
    internal delegate OnnxValue Emitter(ExportScope scope, IReadOnlyList<OnnxValue> inputs);

    /// <summary>Says how a block of your own is written. A block's emitter must do what its forward does in evaluation.</summary>
    /// <typeparam name="T">The block's type; derived types need emitters of their own.</typeparam>
    /// <param name="emit">Writes it: from the scope, the block and what enters to what comes out.</param>
    /// <exception cref="ArgumentException">The type has an emitter already.</exception>
    /// <example><code>BlockEmitters.Add&lt;MyBlock&gt;((scope, block, x) => scope.Graph.Binary("Add", scope.Child("conv", x), x));</code></example>
    public static void Add<T>(Func<ExportScope, T, OnnxValue, OnnxValue> emit)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(emit);
        if (!Table.TryAdd(typeof(T), (scope, inputs) => emit(scope, (T)scope.Module, inputs[0])))
        {
            throw new ArgumentException($"The type {typeof(T)} has an emitter already.", nameof(emit));
        }
    }

    /// <summary>Writes a module.</summary>
    /// <exception cref="ExportException">Its type has no emitter.</exception>
    internal static OnnxValue Emit(ExportScope scope, IReadOnlyList<OnnxValue> inputs) => Table.TryGetValue(scope.Module.GetType(), out var emit)
        ? emit(scope, inputs)
        : throw new ExportException($"{scope.Path} is a {scope.Module.GetType().Name}, which has no form in ONNX yet; give it one with BlockEmitters.Add.");

    /// <summary>A row of the table for a block with one input.</summary>
    internal static KeyValuePair<Type, Emitter> Row<T>(Func<ExportScope, T, OnnxValue, OnnxValue> emit)
        where T : nn.Module => new(typeof(T), (scope, inputs) => emit(scope, (T)scope.Module, inputs[0]));

    /// <summary>A row of the table for a block with several inputs.</summary>
    internal static KeyValuePair<Type, Emitter> Rows<T>(Func<ExportScope, T, IReadOnlyList<OnnxValue>, OnnxValue> emit)
        where T : nn.Module => new(typeof(T), (scope, inputs) => emit(scope, (T)scope.Module, inputs));
}

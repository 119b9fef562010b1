using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>
/// How modules that compute by themselves are written as ONNX operators, by their types. Modules made of others need no entry: what they
/// compute is followed while they run. Thread-safe.
/// </summary>
public static class BlockEmitters
{
    private static readonly ConcurrentDictionary<Type, Func<ExportScope, OnnxValue, OnnxValue>> Table = new(TorchEmitters.All);

    /// <summary>Says how a module of your own is written that computes with torch itself. Its emitter must do what its forward does in evaluation.</summary>
    /// <typeparam name="T">The module's type; derived types need emitters of their own.</typeparam>
    /// <param name="emit">Writes it: from the scope, the module and what enters to what comes out.</param>
    /// <exception cref="ArgumentException">The type has an emitter already.</exception>
    /// <example><code>BlockEmitters.Add&lt;MyActivation&gt;((scope, module, x) => scope.Graph.Unary("Softplus", x));</code></example>
    public static void Add<T>(Func<ExportScope, T, OnnxValue, OnnxValue> emit)
        where T : nn.Module<Tensor, Tensor>
    {
        ArgumentNullException.ThrowIfNull(emit);
        if (!Table.TryAdd(typeof(T), Row(emit).Value))
        {
            throw new ArgumentException($"The type {typeof(T)} has an emitter already.", nameof(emit));
        }
    }

    /// <summary>Whether a module is written as a whole, whatever it is made of.</summary>
    internal static bool Knows(nn.Module module) => Table.ContainsKey(module.GetType());

    /// <summary>Writes a module that <see cref="Knows"/> knows.</summary>
    internal static OnnxValue Emit(ExportScope scope, OnnxValue input) => Table[scope.Module.GetType()](scope, input);

    /// <summary>A row of the table.</summary>
    internal static KeyValuePair<Type, Func<ExportScope, OnnxValue, OnnxValue>> Row<T>(Func<ExportScope, T, OnnxValue, OnnxValue> emit)
        where T : nn.Module<Tensor, Tensor> => new(typeof(T), (scope, input) => emit(scope, (T)scope.Module, input));
}

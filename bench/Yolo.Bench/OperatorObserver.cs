using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Yolo.Runtime;

namespace Yolo.Bench;

/// <summary>
/// Sees every operator that libtorch runs on the thread that made it, by libtorch's own observer. Its functions have names of C++ alone, those of
/// Linux; one observer at a time.
/// </summary>
internal sealed unsafe partial class OperatorObserver : IDisposable
{
    private const string Library = "torch_cpu";
    private const int Functions = 0, BackwardFunctions = 1;

    // What makes, views or asks after tensors, and what only calls others: no kernel runs for these themselves.
    private static readonly HashSet<string> Silent =
    [
        .. new[]
        {
            "empty", "empty_like", "empty_strided", "empty_quantized", "new_empty", "new_empty_strided", "as_strided", "as_strided_", "view", "reshape", "permute", "transpose", "t", "numpy_T",
            "expand", "slice", "narrow", "select", "unsqueeze", "squeeze", "detach", "alias", "resolve_conj", "resolve_neg", "set_", "resize_", "resize_as_", "split", "split_with_sizes",
            "chunk", "unbind", "unflatten", "flatten", "_unsafe_view", "_reshape_alias", "contiguous", "to", "result_type", "lift_fresh", "is_nonzero", "size", "stride", "unfold", "diagonal",
            "requires_grad_", "retain_grad", "data", "is_pinned", "pin_memory", "record_stream", "conj", "broadcast_tensors", "expand_as", "view_as", "type_as", "item", "is_same_size", "_local_scalar_dense",
        }.Select(name => "aten::" + name),
    ];

    private static OperatorObserver? current;

    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly Stack<Frame> frames = [];
    private readonly Action<string, bool, bool> ended;
    private readonly Action<string, bool> started;
    private readonly ulong handle;

    /// <summary>Begins.</summary>
    /// <param name="started">Told of each operator that begins: its name, and whether the program or a backward pass asked for it.</param>
    /// <param name="ended">Told of each that is over: its name, whether it was asked for so, and whether a kernel ran for it itself, not for one that it called.</param>
    /// <exception cref="EntryPointNotFoundException">This libtorch does not show its observer.</exception>
    internal OperatorObserver(Action<string, bool> started, Action<string, bool, bool> ended)
    {
        LibTorch.Load();
        (this.started, this.ended) = (started, ended);
        current = this;
        var callback = new Callback { Start = &Start, End = &End, Share = 1 };
        callback.Scopes[Functions] = callback.Scopes[BackwardFunctions] = 1;
        handle = Add(callback);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Remove(handle);
        current = null;
    }

    [UnmanagedCallersOnly]
    private static nint* Start(nint* context, nint function)
    {
        *context = 0;
        if (current is { } observer && observer.thread == Environment.CurrentManagedThreadId)
        {
            observer.Enter(Marshal.PtrToStringUTF8(Name(function))!);
        }

        return context;
    }

    [UnmanagedCallersOnly]
    private static void End(nint function, nint context)
    {
        if (current is { } observer && observer.thread == Environment.CurrentManagedThreadId && observer.frames.Count > 0)
        {
            observer.Leave();
        }
    }

    private void Enter(string name)
    {
        var isOperator = name.StartsWith("aten::", StringComparison.Ordinal);
        var isAskedFor = !frames.Any(frame => frame.IsOperator);
        frames.Push(new Frame(name, isOperator, isAskedFor));
        started(name, isAskedFor);
    }

    private void Leave()
    {
        var frame = frames.Pop();
        var isWithinList = frames.Any(outer => outer.TakesLists);
        var runsKernel = frame.IsOperator && !isWithinList && (frame.TakesLists || (!frame.HasKernelInside && !Silent.Contains(frame.Name)));
        if ((runsKernel || frame.HasKernelInside) && frames.TryPeek(out var outer))
        {
            outer.HasKernelInside = true;
        }

        ended(frame.Name, frame.IsOperator && frame.IsAskedFor, runsKernel);
    }

    [LibraryImport(Library, EntryPoint = "_ZN2at17addGlobalCallbackENS_22RecordFunctionCallbackE")]
    private static partial ulong Add(Callback callback);

    [LibraryImport(Library, EntryPoint = "_ZN2at14removeCallbackEm")]
    private static partial void Remove(ulong handle);

    [LibraryImport(Library, EntryPoint = "_ZNK2at14RecordFunction4nameEv")]
    private static partial nint Name(nint function);

    // As ATen/record_function.h lays it out.
    [StructLayout(LayoutKind.Sequential)]
    private struct Callback
    {
        internal delegate* unmanaged<nint*, nint, nint*> Start;
        internal delegate* unmanaged<nint, nint, void> End;
        internal double Share;
        internal ScopeFlags Scopes;
        internal byte NeedsInputs;
        internal byte NeedsOutputs;
        internal byte NeedsIds;
    }

    // One for each kind of function that libtorch tells apart.
    [InlineArray(10)]
    private struct ScopeFlags
    {
        private byte first;
    }

    private sealed class Frame(string name, bool isOperator, bool isAskedFor)
    {
        internal string Name { get; } = name;

        internal bool IsOperator { get; } = isOperator;

        internal bool IsAskedFor { get; } = isAskedFor;

        internal bool HasKernelInside { get; set; }

        // A GPU does in a launch or few what a processor does one by one.
        internal bool TakesLists { get; } = name.StartsWith("aten::_foreach_", StringComparison.Ordinal) || name.StartsWith("aten::_fused_", StringComparison.Ordinal);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>
/// One operator of libtorch, found by name at its first call and cached. Arguments are given in the order of its schema; those left
/// out at the end take their defaults.
/// </summary>
/// <param name="name">The name without its namespace, such as <c>add</c>; a name with "::" is taken as it is.</param>
/// <param name="overload">The overload's name, such as <c>Tensor</c>; empty for the plain one.</param>
internal sealed class Operator(string name, string overload = "")
{
    private const int MaximumResults = 8;
    private const int CellsOnStack = 64;

    private IntPtr handle;

    /// <summary>Finds the operator now rather than at its first call.</summary>
    internal void Resolve() => Find();

    /// <summary>Calls an operator that returns one tensor. It belongs to the caller, or to the current dispose scope.</summary>
    internal torch.Tensor Tensor(params ReadOnlySpan<Value> arguments) => new(One(arguments));

    /// <summary>Calls an operator for its effect on its first argument, and returns that argument.</summary>
    internal torch.Tensor InPlace(params ReadOnlySpan<Value> arguments)
    {
        NativeMethods.ts_tensor_release(One(arguments));
        return (torch.Tensor)arguments[0].Object!;
    }

    /// <summary>Calls an operator that returns one tensor or, as an undefined tensor, none.</summary>
    internal torch.Tensor? TensorOrNull(params ReadOnlySpan<Value> arguments) =>
        One(arguments) is var result && result != IntPtr.Zero ? new(result) : null;

    /// <summary>Calls an operator that returns two tensors.</summary>
    internal (torch.Tensor First, torch.Tensor Second) Two(params ReadOnlySpan<Value> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[MaximumResults];
        Expect(2, Invoke(arguments, results));
        return (new(results[0].Pointer), new(results[1].Pointer));
    }

    /// <summary>Calls an operator that returns three tensors.</summary>
    internal (torch.Tensor First, torch.Tensor Second, torch.Tensor Third) Three(params ReadOnlySpan<Value> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[MaximumResults];
        Expect(3, Invoke(arguments, results));
        return (new(results[0].Pointer), new(results[1].Pointer), new(results[2].Pointer));
    }

    /// <summary>Calls an operator that returns a list of tensors.</summary>
    internal unsafe torch.Tensor[] Many(params ReadOnlySpan<Value> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[MaximumResults];
        Expect(1, Invoke(arguments, results));
        var handles = new ReadOnlySpan<IntPtr>((void*)results[0].Pointer, results[0].Count);
        var tensors = new torch.Tensor[handles.Length];
        for (var i = 0; i < handles.Length; i++)
        {
            tensors[i] = new torch.Tensor(handles[i]);
        }

        NativeMethods.ts_free(results[0].Pointer);
        return tensors;
    }

    /// <summary>Calls an operator that returns one number or flag, such as <c>item</c> or <c>equal</c>.</summary>
    internal NativeValue Number(params ReadOnlySpan<Value> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[MaximumResults];
        Expect(1, Invoke(arguments, results));
        return results[0];
    }

    /// <summary>Calls an operator that returns nothing.</summary>
    internal void Run(params ReadOnlySpan<Value> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[MaximumResults];
        Expect(0, Invoke(arguments, results));
    }

    private IntPtr One(ReadOnlySpan<Value> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[MaximumResults];
        Expect(1, Invoke(arguments, results));
        return results[0].Pointer;
    }

    private unsafe int Invoke(ReadOnlySpan<Value> arguments, Span<NativeValue> results)
    {
        var total = 0;
        foreach (ref readonly var argument in arguments)
        {
            total += argument.Cells;
        }

        // Cells on the stack do not move; a larger list goes to native memory.
        var native = stackalloc NativeValue[arguments.Length];
        var onStack = total <= CellsOnStack;
        var stackCells = stackalloc long[onStack ? total : 0];
        var memory = onStack ? stackCells : (long*)NativeMemory.Alloc((nuint)total, sizeof(long));
        try
        {
            Lower(arguments, native, memory);
            fixed (NativeValue* output = results)
            {
                var count = NativeMethods.ts_operator_call(Find(), native, arguments.Length, output, results.Length);
                return count >= 0 ? count : throw TorchError.Last();
            }
        }
        finally
        {
            foreach (ref readonly var argument in arguments)
            {
                argument.KeepAlive();
            }

            if (!onStack)
            {
                NativeMemory.Free(memory);
            }
        }
    }

    private static unsafe void Lower(ReadOnlySpan<Value> arguments, NativeValue* native, long* memory)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var cells = arguments[i].Cells;
            native[i] = arguments[i].Lower(new Span<long>(memory, cells));
            memory += cells;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private IntPtr Find() => handle != IntPtr.Zero ? handle : FindFirst();

    // Two threads may both search; they find the same operator, and the loser's handle is a few bytes for the process' life.
    private IntPtr FindFirst()
    {
        var found = NativeMethods.ts_operator_find(name.Contains("::", StringComparison.Ordinal) ? name : "aten::" + name, overload);
        return handle = found != IntPtr.Zero ? found : throw TorchError.Last();
    }

    private void Expect(int expected, int count)
    {
        if (count != expected)
        {
            throw new InvalidOperationException($"{name}.{overload} returned {count} values where {expected} were expected; it differs in this libtorch.");
        }
    }
}

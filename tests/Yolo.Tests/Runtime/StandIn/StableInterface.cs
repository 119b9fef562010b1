using System.Runtime.InteropServices;

namespace Yolo.Tests.Runtime.StandIn;

/// <summary>What the tests call of libtorch's stable C interface: kernels of their own for operators, and operators by name.</summary>
internal static unsafe partial class StableInterface
{
    private const string Library = "torch_cpu";
    private const ulong Version = (2UL << 56) | (10UL << 48);
    private const int MostArguments = 16;

    /// <summary>Puts a kernel in the place of an operator's own for one kind of tensors.</summary>
    /// <param name="dispatchKey">The kind, as libtorch names it.</param>
    /// <param name="name">The operator with its overload, without its namespace.</param>
    /// <param name="kernel">Takes its arguments off a stack, with their number and that of the results, and leaves the results there.</param>
    internal static void Register(string dispatchKey, string name, delegate* unmanaged<ulong*, ulong, ulong, void> kernel)
    {
        Check(NewRegistration("aten", dispatchKey, nameof(StableInterface), 0, out var registration), dispatchKey);
        Check(Register(registration, name, kernel, Version), name);
    }

    /// <summary>Calls an operator, which consumes the handles among its arguments.</summary>
    /// <returns>What the first place of the stack holds then: its result, if it has one.</returns>
    internal static ulong Call(string name, string overload, params ReadOnlySpan<ulong> arguments)
    {
        var stack = stackalloc ulong[MostArguments];
        arguments.CopyTo(new Span<ulong>(stack, MostArguments));
        Check(CallDispatcher(name, overload, stack, Version), name);
        return stack[0];
    }

    /// <summary>A handle of its own for a tensor, to be consumed.</summary>
    internal static ulong NewHandle(nint tensor)
    {
        Check(NewTensorHandle(tensor, out var handle), "a handle");
        return (ulong)handle;
    }

    /// <summary>A list of handles, which it consumes.</summary>
    internal static ulong NewList(IReadOnlyCollection<ulong> handles)
    {
        Check(NewList((nuint)handles.Count, out var list), "a list");
        foreach (var handle in handles)
        {
            Check(PushBack(list, handle), "a list");
        }

        return (ulong)list;
    }

    /// <summary>What a list holds; the list is consumed, its entries are the caller's.</summary>
    internal static ulong[] TakeList(ulong list)
    {
        Check(SizeOf((nint)list, out var size), "a list");
        var entries = new ulong[size];
        for (nuint i = 0; i < size; i++)
        {
            Check(ItemOf((nint)list, i, out entries[i]), "a list");
        }

        Check(DeleteList((nint)list), "a list");
        return entries;
    }

    private static void Check(int error, string what)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"libtorch refused {what}; its reason is in the standard error output.");
        }
    }

    [LibraryImport(Library, EntryPoint = "aoti_torch_library_init_impl", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NewRegistration(string operators, string dispatchKey, string file, uint line, out nint registration);

    [LibraryImport(Library, EntryPoint = "torch_library_impl", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Register(nint registration, string name, delegate* unmanaged<ulong*, ulong, ulong, void> kernel, ulong version);

    [LibraryImport(Library, EntryPoint = "torch_call_dispatcher", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallDispatcher(string name, string overload, ulong* stack, ulong version);

    [LibraryImport(Library, EntryPoint = "aoti_torch_new_tensor_handle")]
    private static partial int NewTensorHandle(nint tensor, out nint handle);

    [LibraryImport(Library, EntryPoint = "torch_new_list_reserve_size")]
    private static partial int NewList(nuint size, out nint list);

    [LibraryImport(Library, EntryPoint = "torch_list_push_back")]
    private static partial int PushBack(nint list, ulong entry);

    [LibraryImport(Library, EntryPoint = "torch_list_get_item")]
    private static partial int ItemOf(nint list, nuint index, out ulong entry);

    [LibraryImport(Library, EntryPoint = "torch_list_size")]
    private static partial int SizeOf(nint list, out nuint size);

    [LibraryImport(Library, EntryPoint = "torch_delete_list")]
    private static partial int DeleteList(nint list);
}

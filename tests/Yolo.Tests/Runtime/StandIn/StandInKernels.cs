using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Yolo.Tests.Runtime.StandIn;

/// <summary>Kernels for what libtorch's lazy device lacks or gets wrong.</summary>
internal static unsafe class StandInKernels
{
    private const string Modes = "AutocastMAIA";

    /// <summary>Puts them in their places, for the rest of the process. On tensors of other devices they have no effect.</summary>
    internal static void Register()
    {
        // Lists of results would come back on the processor.
        StableInterface.Register("Lazy", "unbind_copy.int", &Unbind);
        StableInterface.Register("Lazy", "split_copy.Tensor", &Split);
        StableInterface.Register("Lazy", "split_with_sizes_copy", &SplitBySizes);

        // Before an operator that the device leaves to the processor. It would compute what the operator needs, and forget all that leads there.
        StableInterface.Register("Lazy", "_to_cpu", &ToProcessor);

        // What works in place and lacks what the device makes of it: a form that does not, or shapes without numbers.
        StableInterface.Register("Functionalize", "logical_and_", &AndInPlace);
        StableInterface.Register("Functionalize", "_fused_sgd_", &StepSgd);
        StableInterface.Register("Functionalize", "_fused_adam_", &StepAdam);
        StableInterface.Register("Functionalize", "_fused_adamw_", &StepAdamW);

        // A number becomes a tensor of double precision, which makes a single one of single precision double.
        StableInterface.Register(Modes, "mul.Tensor", &Multiply);
        StableInterface.Register(Modes, "div.Tensor", &Divide);
    }

    [UnmanagedCallersOnly]
    private static void Unbind(ulong* stack, ulong arguments, ulong results)
    {
        using var tensor = Take(stack[0]);
        var dimension = (long)stack[1];
        var handle = tensor.Handle;
        stack[0] = StableInterface.NewList([.. Numbers(tensor.size((int)dimension)).Select(index => StableInterface.Call("aten::select_copy", "int", StableInterface.NewHandle(handle), (ulong)dimension, (ulong)index))]);
    }

    [UnmanagedCallersOnly]
    private static void Split(ulong* stack, ulong arguments, ulong results)
    {
        using var tensor = Take(stack[0]);
        var (part, dimension) = ((long)stack[1], (long)stack[2]);
        var whole = tensor.size((int)dimension);
        var count = Math.Max(1, (whole + part - 1) / Math.Max(1, part));
        stack[0] = Narrowed(tensor, dimension, [.. Numbers(count).Select(index => Math.Min(part, whole - (index * part)))]);
    }

    [UnmanagedCallersOnly]
    private static void SplitBySizes(ulong* stack, ulong arguments, ulong results)
    {
        using var tensor = Take(stack[0]);
        stack[0] = Narrowed(tensor, (long)stack[2], [.. StableInterface.TakeList(stack[1]).Select(size => (long)size)]);
    }

    [UnmanagedCallersOnly]
    private static void AndInPlace(ulong* stack, ulong arguments, ulong results)
    {
        using var both = Take(StableInterface.Call("aten::logical_and", "", StableInterface.NewHandle((nint)stack[0]), stack[1]));
        using var target = Take(StableInterface.NewHandle((nint)stack[0]));
        target.copy_(both);
    }

    [UnmanagedCallersOnly]
    private static void ToProcessor(ulong* stack, ulong arguments, ulong results)
    {
        using var scope = NewDisposeScope();
        StandInDevice.Compute();
        stack[0] = StableInterface.NewList([.. StableInterface.TakeList(stack[0]).Select(handle => StableInterface.NewHandle(Take(handle).cpu().Handle))]);
    }

    [UnmanagedCallersOnly]
    private static void StepSgd(ulong* stack, ulong arguments, ulong results) => OnProcessor("aten::_fused_sgd_", new(stack, (int)arguments), lists: 3);

    [UnmanagedCallersOnly]
    private static void StepAdam(ulong* stack, ulong arguments, ulong results) => OnProcessor("aten::_fused_adam_", new(stack, (int)arguments), lists: 6);

    [UnmanagedCallersOnly]
    private static void StepAdamW(ulong* stack, ulong arguments, ulong results) => OnProcessor("aten::_fused_adamw_", new(stack, (int)arguments), lists: 6);

    [UnmanagedCallersOnly]
    private static void Multiply(ulong* stack, ulong arguments, ulong results) => stack[0] = WithNumber("aten::mul", stack[0], stack[1]);

    [UnmanagedCallersOnly]
    private static void Divide(ulong* stack, ulong arguments, ulong results) => stack[0] = WithNumber("aten::div", stack[0], stack[1]);

    private static ulong Narrowed(Tensor tensor, long dimension, long[] sizes)
    {
        var parts = new List<ulong>();
        var start = 0L;
        foreach (var size in sizes)
        {
            parts.Add(StableInterface.Call("aten::narrow_copy", "", StableInterface.NewHandle(tensor.Handle), (ulong)dimension, (ulong)start, (ulong)size));
            start += size;
        }

        return StableInterface.NewList(parts);
    }

    // Brings the tensors there, calls the operator, and brings what it made of them back.
    private static void OnProcessor(string name, Span<ulong> arguments, int lists)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var own = new List<Tensor>[lists];
        for (var i = 0; i < lists; i++)
        {
            own[i] = [.. StableInterface.TakeList(arguments[i]).Select(Take)];
        }

        var copies = own.Select(list => list.ConvertAll(tensor => tensor.clone())).ToList();
        StandInDevice.Compute();
        var local = copies.ConvertAll(list => list.ConvertAll(tensor => tensor.cpu()));
        for (var i = 0; i < lists; i++)
        {
            arguments[i] = StableInterface.NewList(local[i].ConvertAll(tensor => StableInterface.NewHandle(tensor.Handle)));
        }

        StableInterface.Call(name, "", arguments);
        foreach (var (tensor, changed) in own.SelectMany(list => list).Zip(local.SelectMany(list => list)))
        {
            tensor.copy_(changed);
        }
    }

    private static ulong WithNumber(string name, ulong left, ulong right)
    {
        StandInDevice.SeesNumbers(false);
        using (var tensor = Take(StableInterface.NewHandle((nint)left)))
        using (var other = Take(StableInterface.NewHandle((nint)right)))
        {
            if (tensor.device_type == StandInDevice.Kind && tensor.dim() == 0 && tensor.dtype == ScalarType.Float32 && other.device_type == DeviceType.CPU)
            {
                right = StableInterface.Call("aten::type_as", "", right, StableInterface.NewHandle(tensor.Handle));
            }
        }

        var result = StableInterface.Call(name, "Tensor", left, right);
        StandInDevice.SeesNumbers(true);
        return result;
    }

    private static Tensor Take(ulong handle) => Tensor.UnsafeCreateTensor((nint)handle);

    private static IEnumerable<long> Numbers(long count)
    {
        for (var number = 0L; number < count; number++)
        {
            yield return number;
        }
    }
}

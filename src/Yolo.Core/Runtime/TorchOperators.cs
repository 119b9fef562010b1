using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Runtime;

/// <summary>
/// Operators of libtorch that TorchSharp does not show, called by name through libtorch's stable C interface (torch/csrc/stable/c/shim.h): those
/// that treat a whole list of tensors in one call, and on a GPU in one launch.
/// </summary>
internal static unsafe partial class TorchOperators
{
    private const string Library = "torch_cpu";

    // What this code was written against, 2.10: later libraries go by it.
    private const ulong InterfaceVersion = (2UL << 56) | (10UL << 48);

    // The most arguments of those in use here.
    private const int MostArguments = 16;

    /// <summary>One step of stochastic gradient descent with Nesterov's momentum, in place. Tensors that belong together are laid out alike.</summary>
    /// <param name="parameters">What is changed.</param>
    /// <param name="gradients">One for each parameter.</param>
    /// <param name="buffers">The running sums of gradients, one for each parameter; none: without momentum.</param>
    /// <param name="weightDecay">The share of the parameter that is added to the gradient.</param>
    /// <param name="momentum">The share of the running sum that stays.</param>
    /// <param name="learningRate">The share of the gradient that is taken off the parameter.</param>
    /// <param name="isFirst">Whether the sums begin with these gradients; what they hold is overwritten then.</param>
    /// <param name="skip">[1], on the parameters' device: 1 where nothing is to change; null: it always does.</param>
    internal static void StepSgd(
        Tensor[] parameters, Tensor[] gradients, Tensor[] buffers, double weightDecay, double momentum, double learningRate, bool isFirst = false, Tensor? skip = null) =>
        Call(
            "aten::_fused_sgd_", "", parameters, gradients, buffers, weightDecay, momentum, learningRate, 0.0, momentum != 0, false, isFirst,
            OperatorArgument.Absent, OperatorArgument.Optional(skip));

    /// <summary>One step of Adam or AdamW, in place. Tensors that belong together are laid out alike.</summary>
    /// <param name="isDecoupled">Whether weights decay by themselves (AdamW) and not by way of the gradient.</param>
    /// <param name="parameters">What is changed.</param>
    /// <param name="gradients">One for each parameter.</param>
    /// <param name="means">Running means of gradients.</param>
    /// <param name="squares">Running means of squared gradients.</param>
    /// <param name="step">[]: how many steps have been taken with this one, in single precision on the parameters' device.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="beta1">The share of the mean that stays.</param>
    /// <param name="beta2">The share of the mean square that stays.</param>
    /// <param name="weightDecay">How strongly weights are pulled towards zero.</param>
    /// <param name="epsilon">Keeps the divisor from zero.</param>
    /// <param name="skip">[1], on the parameters' device: 1 where nothing is to change; null: it always does.</param>
    internal static void StepAdam(
        bool isDecoupled, Tensor[] parameters, Tensor[] gradients, Tensor[] means, Tensor[] squares, Tensor step, double learningRate, double beta1, double beta2, double weightDecay, double epsilon, Tensor? skip = null)
    {
        var steps = new Tensor[parameters.Length];
        Array.Fill(steps, step);
        Call(
            isDecoupled ? "aten::_fused_adamw_" : "aten::_fused_adam_", "", parameters, gradients, means, squares, Array.Empty<Tensor>(), steps,
            learningRate, beta1, beta2, weightDecay, epsilon, false, false, OperatorArgument.Absent, OperatorArgument.Optional(skip));
    }

    /// <summary>Where the numbers of a tensor lie, on its device.</summary>
    internal static nint Address(Tensor tensor)
    {
        Check(DataAddress(tensor.Handle, out var address), "the address of a tensor");
        GC.KeepAlive(tensor);
        return address;
    }

    /// <summary>Multiplies all tensors by a number, in place, and notes whether one of them holds something that is no number.</summary>
    /// <param name="tensors">Of single precision; at least one.</param>
    /// <param name="isBroken">[1]: becomes 1 if so, else stays what it is.</param>
    /// <param name="factor">[1].</param>
    internal static void MultiplyAndCheck(Tensor[] tensors, Tensor isBroken, Tensor factor) =>
        Call("aten::_amp_foreach_non_finite_check_and_unscale_", "", tensors, isBroken, factor);

    /// <summary>Makes the scale of a loss smaller after a step that was broken, larger after so many in a row that were not.</summary>
    /// <param name="scale">[1], changed in place.</param>
    /// <param name="soundSteps">[1], whole numbers of 32 bits: how many steps in a row were not broken. Changed in place.</param>
    /// <param name="isBroken">[1]: 1 if the last step was.</param>
    /// <param name="growth">What the scale is then multiplied by.</param>
    /// <param name="backoff">What it is multiplied by after a broken step.</param>
    /// <param name="interval">So many.</param>
    internal static void UpdateScale(Tensor scale, Tensor soundSteps, Tensor isBroken, double growth, double backoff, int interval) =>
        Call("aten::_amp_update_scale_", "", scale, soundSteps, isBroken, growth, backoff, (long)interval);

    /// <summary>Multiplies all tensors by one of no dimensions, in place.</summary>
    internal static void Multiply(Tensor[] tensors, Tensor factor) => Call("aten::_foreach_mul_", "Tensor", tensors, factor);

    // An operator that returns nothing. It consumes the handles that are made here for it.
    private static void Call(string name, string overload, params ReadOnlySpan<OperatorArgument> arguments)
    {
        var stack = stackalloc ulong[MostArguments];
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            stack[i] = argument.IsList ? NewList(argument.Tensors)
                : argument.IsOptional ? NewAddress(NewHandle(argument.Tensors[0]))
                : argument.Tensors.Length > 0 ? NewHandle(argument.Tensors[0])
                : argument.Bits;
        }

        Check(CallDispatcher(name, overload, stack, InterfaceVersion), name);
    }

    private static ulong NewList(Tensor[] tensors)
    {
        Check(NewList((nuint)tensors.Length, out var list), "a list of tensors");
        foreach (var tensor in tensors)
        {
            Check(PushBack(list, NewHandle(tensor)), "a list of tensors");
        }

        return (ulong)list;
    }

    private static ulong NewHandle(Tensor tensor)
    {
        Check(NewTensorHandle(tensor.Handle, out var handle), "a handle of a tensor");
        GC.KeepAlive(tensor);
        return (ulong)handle;
    }

    // libtorch frees it, as the C library's own memory.
    private static ulong NewAddress(ulong handle)
    {
        var address = (ulong*)NativeMemory.Alloc(sizeof(ulong));
        *address = handle;
        return (ulong)address;
    }

    private static void Check(int error, string what)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"libtorch refused {what}; its reason is in the standard error output.");
        }
    }

    [LibraryImport(Library, EntryPoint = "torch_call_dispatcher", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallDispatcher(string name, string overload, ulong* stack, ulong version);

    [LibraryImport(Library, EntryPoint = "torch_new_list_reserve_size")]
    private static partial int NewList(nuint size, out nint list);

    [LibraryImport(Library, EntryPoint = "torch_list_push_back")]
    private static partial int PushBack(nint list, ulong element);

    [LibraryImport(Library, EntryPoint = "aoti_torch_get_data_ptr")]
    private static partial int DataAddress(nint tensor, out nint address);

    [LibraryImport(Library, EntryPoint = "aoti_torch_new_tensor_handle")]
    private static partial int NewTensorHandle(nint tensor, out nint handle);
}

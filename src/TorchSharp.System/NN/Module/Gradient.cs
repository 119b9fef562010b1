using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A tensor's accumulated gradient, for modules and optimizers.</summary>
internal static class Gradient
{
    /// <summary>The gradient as a new object that the caller disposes; null if there is none.</summary>
    internal static torch.Tensor? Of(torch.Tensor tensor)
    {
        var handle = NativeMethods.ts_tensor_grad(tensor.Handle);
        GC.KeepAlive(tensor);
        return handle == IntPtr.Zero ? null : new torch.Tensor(handle);
    }

    internal static void Set(torch.Tensor tensor, torch.Tensor? gradient)
    {
        TorchError.Check(NativeMethods.ts_tensor_set_grad(tensor.Handle, gradient?.Handle ?? IntPtr.Zero));
        GC.KeepAlive(tensor);
        GC.KeepAlive(gradient);
    }

    internal static bool IsRequiredBy(torch.Tensor tensor)
    {
        var required = TorchError.Check(NativeMethods.ts_tensor_requires_grad(tensor.Handle)) != 0;
        GC.KeepAlive(tensor);
        return required;
    }

    internal static void Require(torch.Tensor tensor, bool value)
    {
        TorchError.Check(NativeMethods.ts_tensor_set_requires_grad(tensor.Handle, value ? 1 : 0));
        GC.KeepAlive(tensor);
    }
}

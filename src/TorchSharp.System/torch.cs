using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>TorchSharp's public interface over an installed libtorch; the names, as in the package, follow PyTorch.</summary>
public static partial class torch
{
    /// <summary>The version of libtorch that is loaded, such as "1.13.1".</summary>
    public static string __version__ => System.Runtime.InteropServices.Marshal.PtrToStringUTF8(NativeMethods.ts_version())!;

    /// <summary>Opens a dispose scope on this thread: tensors that are made until it is disposed are disposed with it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThread.Open();
}

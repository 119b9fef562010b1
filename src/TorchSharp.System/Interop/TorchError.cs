using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Turns libtorch's errors into exceptions of the type that TorchSharp throws.</summary>
internal static class TorchError
{
    /// <summary>The error that the last failed native call on this thread left.</summary>
    internal static ExternalException Last() => new(Marshal.PtrToStringUTF8(NativeMethods.ts_last_error()) ?? "libtorch failed and gave no reason.");

    internal static int Check(int result) => result >= 0 ? result : throw Last();

    internal static long Check(long result) => result >= 0 ? result : throw Last();

    internal static IntPtr Check(IntPtr result) => result != IntPtr.Zero ? result : throw Last();
}

using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime.Kernels;
using Yolo.Runtime.Loading;

namespace Yolo.Runtime;

/// <summary>The native library that all networks compute with.</summary>
public static class LibTorch
{
    /// <summary>What an error says, without the frames of its native code that libtorch puts behind it.</summary>
    internal static string Reason(Exception error)
    {
        var end = error.Message.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? error.Message : error.Message[..end];
    }

    /// <summary>
    /// Loads it, as whatever needs it does. A program that uses TorchSharp itself, before anything of this library, calls this first: it is how
    /// libtorch loads on systems whose C++ runtime is older than GCC 13's, learns how its threads shall wait, and of caches that a virtual machine hides.
    /// </summary>
    /// <exception cref="DllNotFoundException">
    /// The program has none, and the message names the packages that bring one; or it does not load, and the message says which library is missing,
    /// or what of it, and what to do.
    /// </exception>
    public static void Load()
    {
        NativeEnvironment.KeepFreedMemory();

        // As TorchSharp does it. Where nothing can be loaded, it would go on to copy hundreds of megabytes and to print at length what it tried.
        TorchBackend.Load();
        _ = NativeLibrary.TryLoad(TorchLibrary.Name, TorchLibrary.Asking, null, out _);
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            NnPack.LeaveOut();
        }
        catch (Exception error) when (error is TypeInitializationException or NotSupportedException)
        {
            throw new DllNotFoundException($"libtorch does not load: {error.GetBaseException().Message}", error);
        }

        _ = ProcessorCaches.Mend();
    }
}

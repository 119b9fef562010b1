using System.Runtime.InteropServices;
using Yolo.Runtime.Loading;

namespace Yolo.Runtime;

/// <summary>
/// Switches of libtorch for the whole process (at::Context) that TorchSharp does not show: the member functions that libtorch exports, by their
/// names on Linux and on Windows. Where a libtorch has no such function, reading gives false and setting does nothing.
/// </summary>
internal static unsafe class TorchContext
{
    private static readonly nint Library = NativeLibrary.TryLoad("torch_cpu", TorchLibrary.Asking, null, out var library) ? library : 0;

    // at::globalContext(), a reference to what lives as long as the process.
    private static readonly nint Context =
        Find("_ZN2at13globalContextEv", "?globalContext@at@@YAAEAVContext@1@XZ") is var function and not 0 ? ((delegate* unmanaged<nint>)function)() : 0;

    /// <summary>Whether cuDNN tries its algorithms for each new size of input and keeps the fastest.</summary>
    internal static bool SearchesConvolutions
    {
        get => Get("_ZNK2at7Context14benchmarkCuDNNEv", "?benchmarkCuDNN@Context@at@@QEBA_NXZ");
        set => Set("_ZN2at7Context17setBenchmarkCuDNNEb", "?setBenchmarkCuDNN@Context@at@@QEAAX_N@Z", value);
    }

    /// <summary>Whether cuDNN takes only algorithms that give the same numbers each time.</summary>
    internal static bool RepeatsConvolutions
    {
        get => Get("_ZNK2at7Context18deterministicCuDNNEv", "?deterministicCuDNN@Context@at@@QEBA_NXZ");
        set => Set("_ZN2at7Context21setDeterministicCuDNNEb", "?setDeterministicCuDNN@Context@at@@QEAAX_N@Z", value);
    }

    /// <summary>Whether libtorch's own operators give the same numbers each time where they can; of others it warns in the standard error output.</summary>
    internal static bool RepeatsOperators
    {
        get => Get("_ZNK2at7Context23deterministicAlgorithmsEv", "?deterministicAlgorithms@Context@at@@QEBA_NXZ");
        set
        {
            if (Context != 0 && Find("_ZN2at7Context26setDeterministicAlgorithmsEbb", "?setDeterministicAlgorithms@Context@at@@QEAAX_N0@Z") is var set and not 0)
            {
                const byte warnOnly = 1;
                ((delegate* unmanaged<nint, byte, byte, void>)set)(Context, value ? (byte)1 : (byte)0, warnOnly);
            }
        }
    }

    /// <summary>Whether NNPACK may compute convolutions; libtorch for Windows has none.</summary>
    internal static bool UsesNnPack
    {
        set => Set("_ZN2at7Context20setUserEnabledNNPACKEb", "?setUserEnabledNNPACK@Context@at@@QEAAX_N@Z", value);
    }

    private static bool Get(string linux, string windows) =>
        Context != 0 && Find(linux, windows) is var get and not 0 && ((delegate* unmanaged<nint, byte>)get)(Context) != 0;

    private static void Set(string linux, string windows, bool value)
    {
        if (Context != 0 && Find(linux, windows) is var set and not 0)
        {
            ((delegate* unmanaged<nint, byte, void>)set)(Context, value ? (byte)1 : (byte)0);
        }
    }

    private static nint Find(string linux, string windows) =>
        Library != 0 && NativeLibrary.TryGetExport(Library, OperatingSystem.IsWindows() ? windows : linux, out var function) ? function : 0;
}

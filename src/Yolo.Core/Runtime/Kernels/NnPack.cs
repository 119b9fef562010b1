using System.Runtime.InteropServices;

namespace Yolo.Runtime.Kernels;

/// <summary>
/// NNPACK, an older library in libtorch that takes what oneDNN leaves: with one thread, 1x1 convolutions of small batches. On processors whose caches
/// it cannot make out (AMD's in virtual machines) it fails to start before each of them, and each time says so in the standard error output.
/// </summary>
internal static partial class NnPack
{
    private const string Library = "torch_cpu";

    /// <summary>Leaves it out, so that the product of matrices takes its place on every processor; where this libtorch has none, nothing happens.</summary>
    internal static void LeaveOut()
    {
        try
        {
            SetEnabled(GlobalContext(), 0);
        }
        catch (EntryPointNotFoundException)
        {
            // Windows' libtorch has neither the library nor these names.
        }
    }

    // at::globalContext(), a reference to what lives as long as the process.
    [LibraryImport(Library, EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint GlobalContext();

    // at::Context::setUserEnabledNNPACK(bool)
    [LibraryImport(Library, EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    private static partial void SetEnabled(nint context, byte enabled);
}

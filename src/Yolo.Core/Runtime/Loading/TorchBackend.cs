using System.Runtime.InteropServices;

namespace Yolo.Runtime.Loading;

/// <summary>libtorch itself, which a package of its own brings into a program: the one for the processor, or one of those for GPUs.</summary>
internal static class TorchBackend
{
    private const string Name = "torch_cpu";

    private static string FileName => OperatingSystem.IsWindows() ? $"{Name}.dll" : OperatingSystem.IsMacOS() ? $"lib{Name}.dylib" : $"lib{Name}.so";

    /// <summary>Loads it. Where a file of it is there that does not load, nothing is said here: what needs it says for want of what.</summary>
    /// <exception cref="DllNotFoundException">The program has none; the message names the packages.</exception>
    internal static void Load()
    {
        if (!NativeLibrary.TryLoad(Name, TorchLibrary.Asking, null, out _) && NativeFiles.Find(FileName) is null)
        {
            throw new DllNotFoundException(Missing);
        }
    }

    private static string Missing =>
        "This program has no libtorch, the library that networks compute with. Add to the application's project, beside Yolo.Core, one of the "
        + $"packages that bring it, in version {Version}: TorchSharp-cpu for the processor (dotnet add package TorchSharp-cpu --version "
        + $"{Version}), TorchSharp-cuda-linux or TorchSharp-cuda-windows for NVIDIA's GPUs. They have it for x86-64 Linux and Windows, "
        + $"TorchSharp-cpu also for macOS on ARM64; this program runs on {RuntimeInformation.RuntimeIdentifier}. "
        + "Exported networks (.onnx) predict without it.";

    private static string Version => TorchLibrary.Asking.GetName().Version!.ToString(3);
}

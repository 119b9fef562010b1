using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds the native half of this assembly, and says what to do when it cannot be loaded.</summary>
internal static partial class NativeLibraryLoader
{
    private static readonly string[] AllocatorVariables = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES"];

    internal static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != NativeMethods.Library)
        {
            return IntPtr.Zero;
        }

        var file = OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
        var path = Path.Combine(AppContext.BaseDirectory, file);
        if (!File.Exists(path))
        {
            throw new DllNotFoundException($"{file} is not beside the program ({AppContext.BaseDirectory}). Run ./setup.sh, which builds it over the installed libtorch, then build again.");
        }

        LetThreadsSleep();
        KeepFreedMemory();
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException error)
        {
            throw new DllNotFoundException($"{path} does not load: {error.Message} Most often the libtorch that it was built against has moved or changed: run ./setup.sh again, with LIBTORCH set to libtorch's root if it is not the system's.", error);
        }
    }

    // OpenMP's threads spin while they wait for work, and on processors that others use too (the loader's workers, another process) the
    // spinning costs more than the waking: measured, 37 ms instead of 74 for a network beside one busy process; alone on the machine, small
    // inputs lose some two milliseconds of fifteen by it. OpenMP reads the environment when it is loaded, and .NET's own variables do not reach it.
    private static void LetThreadsSleep()
    {
        if (OperatingSystem.IsLinux())
        {
            SetEnvironmentVariable("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
        }
    }

    // Tensors come and go by megabytes, and the C library hands such memory back to the system at once, which then clears every page anew:
    // measured, twice the processor time of a validation. Kept, it is used again by the next layer; a program's peak stays what it was.
    private static void KeepFreedMemory()
    {
        const int trimThreshold = -1, mappingThreshold = -3, gigabyte = 1 << 30, greatestOfOlderLibraries = 32 << 20;
        if (!OperatingSystem.IsLinux() || Array.Exists(AllocatorVariables, name => Environment.GetEnvironmentVariable(name) is not null))
        {
            return;
        }

        try
        {
            _ = SetAllocatorOption(trimThreshold, int.MaxValue);
            if (SetAllocatorOption(mappingThreshold, gigabyte) == 0)
            {
                _ = SetAllocatorOption(mappingThreshold, greatestOfOlderLibraries);
            }
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than GNU's; it has its own ways.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocatorOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}

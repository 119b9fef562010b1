using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds the native half of this assembly, and says what to do when it cannot be loaded.</summary>
internal static partial class NativeLibraryLoader
{
    private static readonly string[] AllocatorVariables = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES"];

    private static readonly Lazy<IntPtr> Library = new(Load);

    // Asked once for every function.
    internal static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        name == NativeMethods.Library ? Library.Value : IntPtr.Zero;

    private static IntPtr Load()
    {
        const string name = NativeMethods.Library;
        var file = OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
        var path = Path.Combine(AppContext.BaseDirectory, file);
        if (!File.Exists(path))
        {
            throw new DllNotFoundException($"{file} is not beside the program ({AppContext.BaseDirectory}). Run ./setup.sh, which builds it over the installed libtorch, then build again.");
        }

        LetThreadsSleepSoon();
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

    // OpenMP's threads spin for milliseconds while they wait for work, which hurts on processors that others use too (the loader's workers,
    // another process); sleeping at once hurts as well, most of all in a virtual machine, where waking is dear. So they spin for some twenty
    // microseconds, about the time from one operator of a network to the next. Measured, yolov8n at 480x640 on two processors, alone and
    // beside a busy process: sleeping 32 and 58 ms, this 28 and 58, five times as long 27 and 107, the default 29 and above 200.
    // OpenMP reads the environment when it is loaded, and .NET's own variables do not reach it.
    private static void LetThreadsSleepSoon()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            SetEnvironmentVariable("GOMP_SPINCOUNT", "2000", overwrite: 0);
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

            GrowOnHugePages();
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than GNU's; it has its own ways.
        }
    }

    // While libtorch and what it stands on are loaded, they take tens of megabytes in small pieces, and the system fills each page of 4 KiB when
    // it is touched first: measured, a quarter of the 0.57 s that loading takes. So the heap grows at once, onto huge pages; what nobody touches
    // costs nothing. It does so on the main thread; others have heaps of their own.
    private static unsafe void GrowOnHugePages()
    {
        const int topPad = -2, usualPad = 128 << 10, adviceHugePages = 14;
        const nint growth = 128 << 20, hugePage = 2 << 20, firstBlock = 1 << 20;
        _ = SetAllocatorOption(topPad, (int)growth);
        var block = (nint)NativeMemory.Alloc((nuint)firstBlock);
        NativeMemory.Free((void*)block);
        _ = SetAllocatorOption(topPad, usualPad);
        var end = MoveHeapEnd(0);
        var start = (block + hugePage - 1) / hugePage * hugePage;
        if (start < end && end - block <= growth + (2 * firstBlock))
        {
            _ = Advise(start, (end - start) / hugePage * hugePage, adviceHugePages);
        }
    }

    [LibraryImport("libc", EntryPoint = "sbrk")]
    private static partial nint MoveHeapEnd(nint bytes);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nint length, int advice);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocatorOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}

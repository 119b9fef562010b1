using System.ComponentModel;
using System.Runtime.InteropServices;
using Yolo.Runtime.Kernels;

namespace Yolo.Runtime.Loading;

/// <summary>
/// The environment and the memory of the C library, which native libraries see. .NET's own <see cref="Environment.SetEnvironmentVariable(string, string)"/>
/// does not reach them on Unix.
/// </summary>
internal static partial class NativeEnvironment
{
    // OpenMP's threads spin for milliseconds while they wait for work, which hurts on processors that others use too (the loader's workers,
    // another process); sleeping at once hurts as well, most of all in a virtual machine, where waking is dear. So they spin for some twenty
    // microseconds, about the time from one operator of a network to the next. OpenMP reads the environment when it is loaded.
    private const string SpinCount = "2000";

    // Intel's and LLVM's OpenMP, on Windows and macOS, spin for 200 milliseconds and count in whole ones.
    private const string SpinMilliseconds = "1";

    private static readonly string[] AllocatorVariables = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"];
    private static readonly string[] AllocatorTunables = ["glibc.malloc.trim_threshold", "glibc.malloc.mmap_threshold"];

    /// <summary>Sets how libtorch's threads wait, unless the environment says it. To be called before libtorch is loaded.</summary>
    internal static void LetThreadsSleepSoon()
    {
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null)
        {
            return;
        }

        if (OperatingSystem.IsLinux())
        {
            _ = SetVariable("GOMP_SPINCOUNT", SpinCount, overwrite: 0);
        }
        else if (OperatingSystem.IsMacOS())
        {
            _ = SetVariable("KMP_BLOCKTIME", SpinMilliseconds, overwrite: 0);
        }
        else if (Environment.GetEnvironmentVariable("KMP_BLOCKTIME") is null)
        {
            Environment.SetEnvironmentVariable("KMP_BLOCKTIME", SpinMilliseconds);
        }
    }

    /// <summary>
    /// Lets GNU's C library keep the memory of freed tensors for the next ones, unless the environment has settings of its own. Tensors come and go
    /// by megabytes, and given back each time, every page is cleared anew: measured, a tenth of the time of a prediction. A program's peak stays what
    /// it was.
    /// </summary>
    internal static void KeepFreedMemory()
    {
        const int trimThreshold = -1, mappingThreshold = -3, gigabyte = 1 << 30, greatestOfOlderLibraries = 32 << 20;
        if (!OperatingSystem.IsLinux() || Array.Exists(AllocatorVariables, name => Environment.GetEnvironmentVariable(name) is not null)
            || (Environment.GetEnvironmentVariable("GLIBC_TUNABLES") is { } tunables && Array.Exists(AllocatorTunables, name => tunables.Contains(name, StringComparison.Ordinal))))
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

    /// <summary>
    /// Leaves Ctrl-C to the program on Windows, unless the environment says otherwise. The Fortran runtime in libtorch's OpenMP library would end the
    /// process at once, before a training could write down where it is. To be called before libtorch is loaded.
    /// </summary>
    internal static void LeaveInterruptionsToTheProgram()
    {
        const string variable = "FOR_DISABLE_CONSOLE_CTRL_HANDLER";
        if (OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(variable) is null)
        {
            Environment.SetEnvironmentVariable(variable, "1");
        }
    }

    /// <summary>
    /// Lets NVIDIA's cuBLAS work in memory of a fixed size, unless the environment says otherwise: with several streams its sums otherwise differ from run to
    /// run. To be called before libtorch first multiplies matrices on a GPU.
    /// </summary>
    internal static void RepeatMatrixProducts()
    {
        const string variable = "CUBLAS_WORKSPACE_CONFIG", value = ":4096:8";
        if (Environment.GetEnvironmentVariable(variable) is null)
        {
            SetNatively(variable, value);
        }
    }

    /// <summary>Holds libtorch's kernels to a level of instructions, here and in programs that this one starts. To be called before libtorch computes.</summary>
    internal static void HoldKernelsTo(string level)
    {
        Environment.SetEnvironmentVariable(ProcessorTrial.Variable, level);
        SetNatively(ProcessorTrial.Variable, level);
    }

    /// <summary>
    /// Keeps ONNX Runtime from reporting to its maker, which its packages do of themselves since 1.31: they keep a database in the user's folder and send what is in it. What a
    /// user runs is his own affair. Whoever has set the variable has decided for himself. To be called before ONNX Runtime is started, and before other threads read the environment.
    /// </summary>
    internal static void KeepOnnxRuntimeSilent()
    {
        const string variable = "ORT_DISABLE_TELEMETRY", value = "1";
        if (Environment.GetEnvironmentVariable(variable) is null)
        {
            SetNatively(variable, value);
        }
    }

    /// <summary>Puts a program in the place of this one; Unix alone. Files are closed, nothing is disposed of, and it returns only where that fails.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">What follows its name.</param>
    /// <param name="variable">A variable to set in its environment, which is otherwise libc's.</param>
    /// <param name="value">The variable's value.</param>
    /// <exception cref="Win32Exception">Why it failed.</exception>
    internal static void ReplaceProcess(string path, IEnumerable<string> arguments, string variable, string value)
    {
        _ = SetVariable(variable, value, overwrite: 1);
        _ = Execute(path, [path, .. arguments, null]);
        throw new Win32Exception();
    }

    private static void SetNatively(string variable, string value)
    {
        if (OperatingSystem.IsWindows())
        {
            // The C library has read the environment by now, and would not see what Windows' own function changes.
            _ = SetVariableOfWindows(variable, value);
        }
        else
        {
            _ = SetVariable(variable, value, overwrite: 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Execute(string path, string?[] arguments);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocatorOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_putenv_s", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariableOfWindows(string name, string value);
}

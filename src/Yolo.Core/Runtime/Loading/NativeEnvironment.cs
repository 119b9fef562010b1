using System.Runtime.InteropServices;

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

    /// <summary>Sets how libtorch's threads wait, unless the environment says it. To be called before libtorch is loaded.</summary>
    internal static void LetThreadsSleepSoon()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            _ = SetVariable("GOMP_SPINCOUNT", SpinCount, overwrite: 0);
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

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}

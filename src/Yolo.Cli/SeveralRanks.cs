using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using TorchSharp;
using Yolo.Cli.Display;
using Yolo.Engine;
using Yolo.Engine.Distributed;
using Yolo.Engine.Settings;
using Yolo.Runtime.Loading;
using Yolo.Runtime.Mpi;

namespace Yolo.Cli;

/// <summary><c>device=0,1</c>: the command starts itself by mpirun, once for each GPU, with the same words. A process that mpirun has started does its part.</summary>
internal static class SeveralRanks
{
    private const string StartingProgram = "mpirun";

    // After SIGTERM a training writes where it is; mpirun kills what has not ended after a second.
    private const string PatienceVariable = "OMPI_MCA_odls_base_sigkill_timeout";
    private const string Patience = "30";

    private static readonly string[] Shared = ["train", "val", "predict", "track"];
    private static readonly string[] NotShared = ["export", "benchmark"];

    /// <summary>Whether what looks like a terminal is one: mpirun gives its processes such a thing, also where what it prints goes into a file.</summary>
    internal static bool CanShow => LaunchedAs.This.Size == 1 || !OperatingSystem.IsLinux() || IsTerminal($"/proc/{Parent()}/fd/1");

    /// <summary>Starts one process for each device, if several are named and nobody has started them yet.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit status; null where there is nothing to start.</returns>
    /// <exception cref="SettingException">The machine has not so many GPUs.</exception>
    /// <exception cref="UsageException">There is no mpirun, or it does not start, or the words are not those of this process.</exception>
    internal static int? Start(Arguments arguments)
    {
        var device = arguments.Settings.LastOrDefault(setting => setting.Key == "device").Value;
        if (!Shared.Contains(arguments.Mode) || LaunchedAs.This.Size > 1 || Devices.Several(device) is not [_, ..] devices)
        {
            return null;
        }

        Devices.Require(new torch.Device(DeviceType.CUDA, devices.Max()));
        return Assembly.GetEntryAssembly() == typeof(SeveralRanks).Assembly
            ? Start(devices.Count)
            : throw new UsageException($"device={device} starts this process anew by {StartingProgram}, with its own words, and it is not the command. Start it by {StartingProgram}.");
    }

    /// <summary>Refuses what several ranks would do several times over.</summary>
    /// <exception cref="UsageException">The command is one of them.</exception>
    internal static void Refuse(string? mode)
    {
        if (LaunchedAs.This.Size > 1 && NotShared.Contains(mode))
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"yolo {mode} is not shared among ranks: all {LaunchedAs.This.Size} would do the same. Start it without mpirun, mpiexec or srun; {string.Join(", ", Shared[..^1])} and {Shared[^1]} are shared."));
        }
    }

    /// <summary>Warns of several processes that do the same, each by itself, where they were to share it.</summary>
    internal static void WarnOfThoseApart(string? mode, Terminal terminal)
    {
        if (LaunchedAs.Apart(Environment.GetEnvironmentVariable) is > 1 and var processes && Shared.Contains(mode))
        {
            terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"srun has started {processes} processes that cannot meet: each does the whole by itself. To share it, start them with srun --mpi=pmix."));
        }
    }

    /// <summary>Where results and warnings of this process go: of other ranks than the first, which speaks for all, nowhere.</summary>
    internal static Terminal Spoken(Terminal terminal) => LaunchedAs.This.Rank == 0 ? terminal : terminal.Silenced();

    // Number, (name), state, parent.
    private static string Parent()
    {
        var words = File.ReadAllText("/proc/self/stat");
        return words[(words.LastIndexOf(')') + 2)..].Split(' ')[1];
    }

    private static bool IsTerminal(string stream)
    {
        try
        {
            return File.ResolveLinkTarget(stream, returnFinalTarget: false)?.FullName is { } target && (target.StartsWith("/dev/pts/", StringComparison.Ordinal) || target.StartsWith("/dev/tty", StringComparison.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int Start(int count)
    {
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, StartingProgram)).FirstOrDefault(File.Exists)
            ?? throw new UsageException($"Several devices need {StartingProgram}, which starts one process for each, and it is not installed. {MpiInterface.Packages}.");
        var program = Environment.ProcessPath!;
        var words = Environment.GetCommandLineArgs();
        string[] command = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, .. words] : [program, .. words[1..]];
        string[] rights = Environment.UserName == "root" ? ["--allow-run-as-root"] : [];
        try
        {
            NativeEnvironment.ReplaceProcess(path, ["-np", count.ToString(CultureInfo.InvariantCulture), "--bind-to", "none", .. rights, .. command], PatienceVariable, Patience);
            return 1;
        }
        catch (Exception error) when (error is Win32Exception or DllNotFoundException or EntryPointNotFoundException)
        {
            throw new UsageException($"{path} could not be started: {error.Message}");
        }
    }
}

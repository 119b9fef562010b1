using System.ComponentModel;
using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Engine.Distributed;
using Yolo.Runtime.Loading;
using Yolo.Runtime.Mpi;

namespace Yolo.Cli;

/// <summary><c>device=0,1</c>: the command starts itself by mpirun, once for each GPU, with the same words. What mpirun has started, does its part.</summary>
internal static class SeveralRanks
{
    private const string Launcher = "mpirun";

    // After SIGTERM a training writes where it is; mpirun kills what has not ended after a second.
    private const string PatienceVariable = "OMPI_MCA_odls_base_sigkill_timeout";
    private const string Patience = "30";

    private static readonly string[] Modes = ["train", "val"];
    private static readonly string[] Whole = ["predict", "track", "export", "benchmark", "tune"];

    /// <summary>Starts one process for each device, if several are named and nobody has started them yet.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit status; null where there is nothing to start.</returns>
    /// <exception cref="UsageException">There is no mpirun, or it does not start.</exception>
    internal static int? Start(Arguments arguments)
    {
        var device = arguments.Settings.LastOrDefault(setting => setting.Key == "device").Value;
        return Modes.Contains(arguments.Mode) && LaunchedAs.This.Size == 1 && CountOf(device) is > 1 and var count ? Start(count) : null;
    }

    /// <summary>Refuses what several ranks would do several times over.</summary>
    /// <exception cref="UsageException">The command is one of them.</exception>
    internal static void Refuse(string? mode)
    {
        if (LaunchedAs.This.Size > 1 && Whole.Contains(mode))
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"yolo {mode} is not shared among ranks: all {LaunchedAs.This.Size} would do the same. Start it without {Launcher} or srun; {string.Join(" and ", Modes)} are shared."));
        }
    }

    /// <summary>Where results and warnings go on other ranks than the first, which speaks for all: nowhere. Null on that one.</summary>
    internal static Terminal? Silent() => LaunchedAs.This.Rank == 0 ? null : new Terminal(TextWriter.Null, TextWriter.Null);

    private static int CountOf(string? device)
    {
        var numbers = device?.Trim('[', ']', '(', ')').Split(',', StringSplitOptions.TrimEntries) ?? [];
        return numbers.All(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)) ? numbers.Length : 0;
    }

    private static int Start(int count)
    {
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, Launcher)).FirstOrDefault(File.Exists)
            ?? throw new UsageException($"Several devices need {Launcher}, which starts one process for each, and it is not installed. {MpiLibrary.Packages}.");
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

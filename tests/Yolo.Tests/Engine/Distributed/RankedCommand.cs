using System.Diagnostics;
using System.Globalization;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>The command, started once by itself or several times by mpirun, with what each rank wrote down.</summary>
internal sealed class RankedCommand(TemporaryFolder folder)
{
    /// <summary>The command.</summary>
    internal static readonly string Program = Path.Combine(AppContext.BaseDirectory, "yolo.dll");

    private const string OpenMpi4 = "OMPI_MCA_orte_";
    private const string OpenMpi5 = "PRTE_MCA_prte_";
    private const string Leave = "allowed_exit_without_sync";

    /// <summary>What the shell does on each rank; the command is "$@".</summary>
    internal string Shell { get; init; } = "exec \"$@\"";

    /// <summary>Whether mpirun leaves the other ranks alone where one ends without a word to MPI, as srun does.</summary>
    internal bool LeavesOthers { get; init; }

    /// <summary>Skips the test where there is no OpenMPI.</summary>
    internal static void RequireMpi()
    {
        if (Find("mpirun") is null)
        {
            Assert.Ignore("mpirun is not installed (Debian: openmpi-bin), so that nothing can be started on several ranks.");
        }
    }

    /// <summary>Starts a command on some ranks, each with one thread.</summary>
    internal Process Start(int ranks, params IEnumerable<string> words)
    {
        var recorder = typeof(RankRecorder);
        string[] recording = [$"callbacks={recorder.Assembly.Location}:{recorder.FullName}", $"callbacks.{recorder.Name}.folder={folder.Root}"];
        string[] place = words.Any(word => word.StartsWith("resume=", StringComparison.Ordinal)) ? [] : [$"project={folder.Root}", FormattableString.Invariant($"name=ranks{ranks}")];
        return StartProgram(ranks, [Program, "verbose=false", .. words, .. words.First() == "train" ? recording : [], .. place]);
    }

    /// <summary>Starts a program of .NET on some ranks.</summary>
    internal Process StartProgram(int ranks, params IEnumerable<string> words)
    {
        string[] launcher = ranks == 1 ? [] : ["mpirun", "--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "-np", ranks.ToString(CultureInfo.InvariantCulture)];
        string[] command = [.. launcher, "sh", "-c", Shell, "sh", "dotnet", "exec", .. words];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,

            // mpirun gives its processes a terminal, which .NET would prepare with control characters.
            Environment = { ["OMP_NUM_THREADS"] = "1", ["TERM"] = "dumb", [OpenMpi4 + Leave] = LeavesOthers ? "1" : "0", [OpenMpi5 + Leave] = LeavesOthers ? "1" : "0" },
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <returns>The exit status, and what was said on both outputs.</returns>
    internal (int Status, string Output, string Errors) Run(int ranks, params IEnumerable<string> words)
    {
        using var process = Start(ranks, words);
        return End(process);
    }

    /// <summary>Waits for a command.</summary>
    internal static (int Status, string Output, string Errors) End(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(8)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The ranks wait for each other. {errors.Result}");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>What a rank wrote down.</summary>
    internal string[] Log(int ranks, int rank) => File.ReadAllLines(folder.Path(FormattableString.Invariant($"{ranks}-{rank}.log")));

    /// <summary>The losses of all steps.</summary>
    internal double[][] Losses(int ranks) =>
        [.. Log(ranks, 0).Where(line => line.StartsWith("loss", StringComparison.Ordinal)).Select(line => line.Split(' ')[1..].Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray())];

    /// <summary>The rows of results.csv without what a clock says.</summary>
    internal double[][] Results(int ranks) =>
        [.. File.ReadLines(folder.Path(FormattableString.Invariant($"ranks{ranks}"), "results.csv")).Skip(1).Select(row => row.Split(',').Where((_, column) => column != 1).Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray())];

    /// <summary>Where a program is; null for one that is not installed.</summary>
    internal static string? Find(string program) =>
        Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);
}

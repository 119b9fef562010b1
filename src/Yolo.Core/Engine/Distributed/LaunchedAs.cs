namespace Yolo.Engine.Distributed;

/// <summary>What the environment says about how this process was started: by a launcher as one of several, or alone.</summary>
/// <param name="Size">Processes that were started together, at least 1.</param>
/// <param name="Rank">The number of this one, from 0.</param>
/// <param name="LocalRank">Its number among those of its host, from 0.</param>
/// <param name="LocalSize">How many of them are on its host, as far as is known; at least 1.</param>
/// <param name="By">The launcher; null for a process of its own.</param>
internal sealed record LaunchedAs(int Size, int Rank, int LocalRank, int LocalSize, Launcher? By)
{
    /// <summary>A process of its own.</summary>
    internal static LaunchedAs Alone { get; } = new(1, 0, 0, 1, null);

    /// <summary>This process.</summary>
    internal static LaunchedAs This { get; } = Read(Environment.GetEnvironmentVariable);

    /// <summary>How many processes srun has started beside each other without a way to meet, since <c>--mpi</c> did not name one; 1 where they can meet, and for a process of its own.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    internal static int Apart(Func<string, string?> variable) =>
        Read(variable).Size == 1 && Launcher.Number(variable("SLURM_STEP_NUM_TASKS")) is > 1 and var tasks ? tasks : 1;

    /// <summary>Reads an environment.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    internal static LaunchedAs Read(Func<string, string?> variable) =>
        Launcher.All.Select(launcher => launcher.Read(variable)).FirstOrDefault(found => found is not null) ?? Alone;
}

using System.Globalization;

namespace Yolo.Engine.Distributed;

/// <summary>What the environment says about how this process was started: by a launcher as one of several, or alone.</summary>
/// <param name="Size">Processes that were started together, at least 1.</param>
/// <param name="Rank">The number of this one, from 0.</param>
/// <param name="LocalRank">Its number among those of its host, from 0.</param>
/// <param name="LocalSize">How many of them are on its host, as far as is known; at least 1.</param>
internal sealed record LaunchedAs(int Size, int Rank, int LocalRank, int LocalSize)
{
    // By launcher: size, rank, local rank, local size. Slurm names the step's own size first; in a mere allocation, without srun, there is no PMIX_RANK or PMI_RANK.
    private static readonly (string[] Sizes, string[] Ranks, string[] LocalRanks, string[] LocalSizes)[] Launchers =
    [
        (["OMPI_COMM_WORLD_SIZE"], ["OMPI_COMM_WORLD_RANK"], ["OMPI_COMM_WORLD_LOCAL_RANK"], ["OMPI_COMM_WORLD_LOCAL_SIZE"]),
        (["SLURM_STEP_NUM_TASKS", "SLURM_NTASKS"], ["PMIX_RANK"], ["SLURM_LOCALID"], ["SLURM_NTASKS_PER_NODE"]),
        (["PMI_SIZE"], ["PMI_RANK"], ["SLURM_LOCALID", "MPI_LOCALRANKID"], ["SLURM_NTASKS_PER_NODE", "MPI_LOCALNRANKS"]),
    ];

    /// <summary>A process of its own.</summary>
    internal static LaunchedAs Alone { get; } = new(1, 0, 0, 1);

    /// <summary>This process.</summary>
    internal static LaunchedAs This { get; } = Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads an environment.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    internal static LaunchedAs Read(Func<string, string?> variable)
    {
        int? First(string[] names) => names.Select(name => int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null).FirstOrDefault(number => number is not null);
        foreach (var (sizes, ranks, localRanks, localSizes) in Launchers)
        {
            if (First(sizes) is { } size and > 1 && First(ranks) is { } rank)
            {
                return new(size, rank, First(localRanks) ?? rank, Math.Max(1, First(localSizes) ?? 1));
            }
        }

        return Alone;
    }
}

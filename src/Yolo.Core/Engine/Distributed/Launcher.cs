using System.Globalization;
using Yolo.Runtime.Mpi;

namespace Yolo.Engine.Distributed;

/// <summary>What starts several processes together: what it tells each of them in its environment, and which MPI it is of.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Sizes">Variables of how many processes there are; the first that is set counts, here and below.</param>
/// <param name="Ranks">Of the number of the process.</param>
/// <param name="LocalRanks">Of its number on its host.</param>
/// <param name="LocalSizes">Of how many there are on its host, or on each.</param>
/// <param name="Interfaces">The interfaces that a library may have which meets the others under it, the best first.</param>
/// <param name="AlwaysSetsLocalRank">Whether a process without its number on the host is one of another launcher.</param>
internal sealed record Launcher(
    string Name,
    IReadOnlyList<string> Sizes,
    IReadOnlyList<string> Ranks,
    IReadOnlyList<string> LocalRanks,
    IReadOnlyList<string> LocalSizes,
    IReadOnlyList<MpiInterface> Interfaces,
    bool AlwaysSetsLocalRank = false)
{
    /// <summary>
    /// All that are known, in the order in which they are looked for: one may be started by another. In an allocation of Slurm, without srun, there is no
    /// PMIX_RANK or PMI_RANK; and Slurm names the size of the step, which is the one that counts, besides that of the allocation.
    /// </summary>
    internal static IReadOnlyList<Launcher> All { get; } =
    [
        new(
            "OpenMPI's mpirun",
            ["OMPI_COMM_WORLD_SIZE"], ["OMPI_COMM_WORLD_RANK"], ["OMPI_COMM_WORLD_LOCAL_RANK"], ["OMPI_COMM_WORLD_LOCAL_SIZE"],
            [MpiInterface.OpenMpi, MpiInterface.Standard]),
        new(
            "The mpiexec of MPICH or of Intel MPI",
            ["PMI_SIZE"], ["PMI_RANK"], ["MPI_LOCALRANKID"], ["MPI_LOCALNRANKS"],
            [MpiInterface.Standard], AlwaysSetsLocalRank: true),
        new(
            "srun by PMIx",
            ["SLURM_STEP_NUM_TASKS", "SLURM_NTASKS"], ["PMIX_RANK"], ["SLURM_LOCALID"], ["SLURM_STEP_TASKS_PER_NODE", "SLURM_NTASKS_PER_NODE"],
            [MpiInterface.OpenMpi, MpiInterface.Standard]),
        new(
            "srun, or another launcher, by PMI",
            ["PMI_SIZE"], ["PMI_RANK"], ["SLURM_LOCALID"], ["SLURM_STEP_TASKS_PER_NODE", "SLURM_NTASKS_PER_NODE"],
            [MpiInterface.Standard, MpiInterface.OpenMpi]),
    ];

    /// <summary>What a variable says; null where it is not set, or no number from 0 on.</summary>
    internal static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What a process of this launcher is.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    /// <returns>Null for a process that it has not started, or that it has started alone.</returns>
    internal LaunchedAs? Read(Func<string, string?> variable)
    {
        int? First(IReadOnlyList<string> names) => names.Select(name => Number(variable(name))).FirstOrDefault(number => number is not null);
        int? OnThisHost() => LocalSizes.Select(name => OnHost(variable(name), Number(variable("SLURM_NODEID")) ?? 0)).FirstOrDefault(number => number is not null);
        return First(Sizes) is { } size and > 1 && First(Ranks) is { } rank && (First(LocalRanks) ?? (AlwaysSetsLocalRank ? null : rank)) is { } localRank
            ? new(size, rank, localRank, Math.Max(1, OnThisHost() ?? 1), this) : null;
    }

    // A number that holds for all hosts, or Slurm's list of each one's: "4(x2),3" is 4, 4 and 3.
    private static int? OnHost(string? list, int host)
    {
        var numbers = from entry in list?.Split(',') ?? []
                      let parts = entry.TrimEnd(')').Split("(x")
                      from number in Enumerable.Repeat(Number(parts[0]), parts.Length == 1 ? 1 : Number(parts[1]) ?? 0)
                      select number;
        return numbers.Take(host + 1).LastOrDefault();
    }
}

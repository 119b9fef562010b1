using Yolo.Data.Loading;
using Yolo.Engine.Distributed;
using Yolo.Engine.Settings;
using Yolo.Tests.Packages;

namespace Yolo.Tests.Engine.Distributed;

public sealed class LaunchedAsTests
{
    [TestCase("", 1, 0, 0, 1, null)]
    [TestCase("OMPI_COMM_WORLD_SIZE=1 OMPI_COMM_WORLD_RANK=0", 1, 0, 0, 1, null)]
    [TestCase("OMPI_COMM_WORLD_SIZE=8 OMPI_COMM_WORLD_RANK=5 OMPI_COMM_WORLD_LOCAL_RANK=1 OMPI_COMM_WORLD_LOCAL_SIZE=4", 8, 5, 1, 4, "OpenMPI's mpirun")]
    [TestCase("SLURM_NTASKS=8 SLURM_LOCALID=0 OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_RANK=3 OMPI_COMM_WORLD_LOCAL_RANK=3 PMIX_RANK=3", 4, 3, 3, 1, "OpenMPI's mpirun")]
    [TestCase("SLURM_NTASKS=8 SLURM_STEP_NUM_TASKS=4 PMIX_RANK=3 SLURM_LOCALID=1", 4, 3, 1, 1, "srun by PMIx")]
    [TestCase("SLURM_NTASKS=8 SLURM_LOCALID=0", 1, 0, 0, 1, null)]
    [TestCase("PMI_SIZE=4 PMI_RANK=3 MPI_LOCALRANKID=1 MPI_LOCALNRANKS=2", 4, 3, 1, 2, "The mpiexec of MPICH or of Intel MPI")]
    [TestCase("SLURM_NTASKS=8 SLURM_LOCALID=0 PMIX_RANK=0 PMI_SIZE=4 PMI_RANK=3 MPI_LOCALRANKID=1 MPI_LOCALNRANKS=2", 4, 3, 1, 2, "The mpiexec of MPICH or of Intel MPI")]
    [TestCase("PMI_SIZE=4 PMI_RANK=3 SLURM_LOCALID=1 SLURM_NTASKS_PER_NODE=2", 4, 3, 1, 2, "srun, or another launcher, by PMI")]
    [TestCase("SLURM_STEP_NUM_TASKS=11 PMIX_RANK=5 SLURM_LOCALID=1 SLURM_NODEID=1 SLURM_STEP_TASKS_PER_NODE=4(x2),3", 11, 5, 1, 4, "srun by PMIx")]
    [TestCase("SLURM_STEP_NUM_TASKS=11 PMIX_RANK=8 SLURM_LOCALID=0 SLURM_NODEID=2 SLURM_STEP_TASKS_PER_NODE=4(x2),3", 11, 8, 0, 3, "srun by PMIx")]
    [TestCase("SLURM_STEP_NUM_TASKS=2 PMIX_RANK=1 SLURM_LOCALID=1 SLURM_NODEID=0 SLURM_STEP_TASKS_PER_NODE=2 SLURM_NTASKS_PER_NODE=4", 2, 1, 1, 2, "srun by PMIx")]
    [TestCase("SLURM_STEP_NUM_TASKS=2 PMIX_RANK=1 SLURM_LOCALID=1 SLURM_NODEID=3 SLURM_STEP_TASKS_PER_NODE=two,(x SLURM_NTASKS_PER_NODE=2", 2, 1, 1, 2, "srun by PMIx")]
    [TestCase("PMI_SIZE=2 PMI_RANK=1", 2, 1, 1, 1, "srun, or another launcher, by PMI")]
    public void Process_IsOneOfSeveral_WhereItsLauncherSaysSo(string environment, int size, int rank, int localRank, int localSize, string? launcher)
    {
        var launched = LaunchedAs.Read(Variables(environment));

        Assert.That((launched.Size, launched.Rank, launched.LocalRank, launched.LocalSize, launched.By?.Name), Is.EqualTo((size, rank, localRank, localSize, launcher)));
    }

    [TestCase("SLURM_NTASKS=4 SLURM_STEP_NUM_TASKS=4 SLURM_LOCALID=1 SLURM_PROCID=1", 4)]
    [TestCase("SLURM_NTASKS=4 SLURM_STEP_NUM_TASKS=1", 1)]
    [TestCase("SLURM_NTASKS=4 SLURM_LOCALID=0 SLURM_PROCID=0", 1)]
    [TestCase("SLURM_STEP_NUM_TASKS=4 PMIX_RANK=1 SLURM_LOCALID=1", 1)]
    [TestCase("SLURM_STEP_NUM_TASKS=4 OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=1", 1)]
    [TestCase("", 1)]
    public void Processes_OfSrunWithoutAWayToMeet_AreApart(string environment, int processes) =>
        Assert.That(LaunchedAs.Apart(Variables(environment)), Is.EqualTo(processes));

    [TestCase("val", "2", 1)]
    [TestCase("val", "1", 0)]
    [TestCase("export", "2", 0)]
    public void Command_OfOneOfThoseApart_WarnsOnceOfWhatWouldBeShared(string mode, string tasks, int warnings)
    {
        using var folder = new TemporaryFolder();

        var (status, _, errors) = DotnetCommand.Run(folder.Root, "dotnet", new Dictionary<string, string> { ["SLURM_STEP_NUM_TASKS"] = tasks }, RankedCommand.Program, mode, "model=nothing.pt");

        Assert.That(status, Is.EqualTo(1), errors);
        Assert.That(errors.Split('\n').Count(line => line.Contains("srun has started 2 processes that cannot meet", StringComparison.Ordinal)), Is.EqualTo(warnings), errors);
    }

    [TestCase(21, 8, 2)]
    [TestCase(21, 8, 3)]
    [TestCase(9, 4, 4)]
    [TestCase(7, 5, 5)]
    public void Shares_OfAllRanks_AreTheEpochOnce(int count, int batch, int ranks)
    {
        var whole = EpochPlan.Shuffled(1, 2, count, batch, 64);
        var shares = Enumerable.Range(0, ranks).Select(rank => whole.Share(rank, ranks)).ToList();

        for (var number = 0; number < whole.Batches; number++)
        {
            var own = Enumerable.Range(0, ranks).SelectMany(rank => Enumerable.Range(0, EpochPlan.ShareOf(whole.CountOf(number), rank, ranks).Count).Select(slot => shares[rank][(number * shares[rank].BatchSize) + slot]));
            Assert.That(own, Is.EqualTo(Enumerable.Range(number * batch, whole.CountOf(number))));
        }

        Assert.That(shares.Select(share => share.Batches), Is.All.EqualTo(whole.Batches));
    }

    [Test]
    public void World_OfOneProcess_DoesEverythingAlone()
    {
        var world = World.Current;

        Assert.Multiple(() =>
        {
            Assert.That((world.Size, world.Rank, world.IsFirst, world.HasOthers), Is.EqualTo((1, 0, true, false)));
            Assert.That(world.Mean(3), Is.EqualTo(3));
            Assert.That(world.Gather([1, 2]), Is.EqualTo(new[] { new[] { 1.0, 2 } }));
            Assert.That(world.Broadcast("words"), Is.EqualTo("words"));
            Assert.DoesNotThrow(world.Barrier);
        });
    }

    [Test]
    public void SeveralDevices_WithoutALauncher_SayHowToStart() =>
        Assert.That(() => Yolo.Engine.Devices.Parse("0,1,2"), Throws.TypeOf<SettingException>().With.Message.Contains("mpirun -np 3"));

    private static Func<string, string?> Variables(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return variables.GetValueOrDefault;
    }
}

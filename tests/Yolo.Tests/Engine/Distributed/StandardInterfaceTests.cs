using System.Runtime.InteropServices;
using Yolo.Runtime.Mpi;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>
/// The interface of MPI 5: OpenMPI's library behind it, and processes that take themselves for those of MPICH's mpiexec. The same library computes, so that
/// all has to be the same to the bit.
/// </summary>
[Platform("Linux")]
public sealed class StandardInterfaceTests : FolderFixture
{
    private const string AsMpich = """
        export PMI_RANK=$OMPI_COMM_WORLD_RANK PMI_SIZE=$OMPI_COMM_WORLD_SIZE MPI_LOCALRANKID=$OMPI_COMM_WORLD_LOCAL_RANK MPI_LOCALNRANKS=$OMPI_COMM_WORLD_LOCAL_SIZE
        unset OMPI_COMM_WORLD_RANK OMPI_COMM_WORLD_SIZE OMPI_COMM_WORLD_LOCAL_RANK OMPI_COMM_WORLD_LOCAL_SIZE
        exec "$@"
        """;

    [Test]
    public void Training_ByTheStandardInterface_IsThatByOpenMpiToTheBit()
    {
        RankedCommand.RequireMpi();
        using var small = new SmallDataset(11);
        using var other = new TemporaryFolder();
        string[] words = ["train", $"model={small.TinyNetwork()}", $"data={small.Yaml}", "imgsz=64", "batch=4", "nbs=4", "workers=1", "plots=false", "epochs=2"];
        var openMpi = new RankedCommand(Folder);
        var standard = new RankedCommand(other) { Shell = $"export LD_LIBRARY_PATH='{StandardInterfaceLibrary.Make(Folder)}'\n{AsMpich}" };

        var (first, _, firstErrors) = openMpi.Run(2, words);
        var (second, _, secondErrors) = standard.Run(2, words);

        Assert.That((first, second), Is.EqualTo((0, 0)), firstErrors + secondErrors);
        Assert.Multiple(() =>
        {
            Assert.That(standard.Log(2, 0), Has.Length.GreaterThan(8).And.EqualTo(openMpi.Log(2, 0)));
            Assert.That(standard.Log(2, 1), Is.EqualTo(openMpi.Log(2, 1)));
            Assert.That(standard.Results(2), Is.EqualTo(openMpi.Results(2)));
        });
    }

    [Test]
    public void Failure_ByTheStandardInterface_EndsAll()
    {
        RankedCommand.RequireMpi();
        using var small = new SmallDataset(8);
        var command = new RankedCommand(Folder) { Shell = $"export LD_LIBRARY_PATH='{StandardInterfaceLibrary.Make(Folder)}'\n{AsMpich}" };

        var (status, _, errors) = command.Run(
            2, "train", $"model={small.TinyNetwork()}", $"data={small.Yaml}", "imgsz=64", "batch=4", "nbs=4", "workers=1", "plots=false", "epochs=500", "callbacks.RankRecorder.throws=1");

        Assert.That(status, Is.EqualTo(1));
        Assert.That(errors.Split("yolo: rank 1 of 2"), Has.Length.EqualTo(2), errors);
    }

    [Test]
    public void LibraryOfTheLauncher_ThatIsNotThere_IsNamed()
    {
        RankedCommand.RequireMpi();
        if (Exists(MpiInterface.Standard))
        {
            Assert.Ignore("A library with the standard interface is installed here.");
        }

        using var small = new SmallDataset(4);
        var (status, _, errors) = new RankedCommand(Folder) { Shell = AsMpich }.Run(2, "train", $"model={small.TinyNetwork()}", $"data={small.Yaml}");

        Assert.That(status, Is.EqualTo(1));
        Assert.That(errors.Split("yolo: ", StringSplitOptions.None), Has.Length.EqualTo(2), "said once");
        Assert.That(errors, Does.Contain("yolo: The mpiexec of MPICH or of Intel MPI started this process").And.Contain("libmpi_abi.so.1; MPICH 5").And.Contain("Or start with OpenMPI's mpirun"));
    }

    private static bool Exists(MpiInterface one) => one.Files.Any(file => NativeLibrary.TryLoad(file, out _));
}

using Yolo.Engine;

namespace Yolo.Tests.Engine;

public sealed class RunDirectoryTests : FolderFixture
{
    [Test]
    public void Create_WhileAnotherRunHasTheFolder_TakesTheNext()
    {
        using var first = RunDirectory.Create("detect", Folder.Root, "train", existing: false);
        using var second = RunDirectory.Create("detect", Folder.Root, "train", existing: false);

        Assert.That((Path.GetFileName(first.Root), Path.GetFileName(second.Root)), Is.EqualTo(("train", "train2")));
    }

    [Test]
    public void Create_OfAFolderThatIsWrittenInto_SaysWhoDoes()
    {
        using (RunDirectory.Create("detect", Folder.Root, "train", existing: true))
        {
            Assert.That(
                () => RunDirectory.Create("detect", Folder.Root, "train", existing: true),
                Throws.TypeOf<IOException>().With.Message.Contains(Folder.Path("train")).And.Message.Contains(FormattableString.Invariant($"process {Environment.ProcessId}")));
        }

        using var next = RunDirectory.Create("detect", Folder.Root, "train", existing: true);
        Assert.That(next.Root, Is.EqualTo(Folder.Path("train")));
    }

    [Test]
    public void Dispose_LeavesNothingOfTheLock()
    {
        RunDirectory.Create("detect", Folder.Root, "train", existing: false).Dispose();

        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Path("train")), Is.Empty);
    }

    [Test]
    public void Create_WhereAKilledRunLeftItsLock_TakesTheFolder()
    {
        Folder.Write("train/.lock", "");
        Folder.Write("train/.lock.holder", "process 1");

        using var run = RunDirectory.Create("detect", Folder.Root, "train", existing: true);
        Assert.That(run.Root, Is.EqualTo(Folder.Path("train")));
    }

    [Test]
    public void Withdraw_TakesAwayOnlyWhatItMade()
    {
        Folder.Write("old/results.csv", "epoch");
        RunDirectory.Create("detect", Folder.Root, "old", existing: true).Withdraw();
        RunDirectory.Create("detect", Folder.Root, "new", existing: true).Withdraw();

        Assert.That(Directory.EnumerateDirectories(Folder.Root).Select(Path.GetFileName), Is.EqualTo(new[] { "old" }));
        Assert.That(File.Exists(Folder.Path("old", "results.csv")), Is.True);
    }

    [Test]
    public void Create_OnManyThreads_GivesEachAFolderOfItsOwn()
    {
        var roots = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(16)
            .Select(_ => RunDirectory.Create("detect", Folder.Root, "predict", existing: false)).ToList();

        Assert.That(roots.Select(run => run.Root).Distinct().Count(), Is.EqualTo(16));
        roots.ForEach(run => run.Dispose());
    }
}

using System.Globalization;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>
/// What goes wrong outside of a run: before the ranks have met, or between runs. The launcher does nothing about it, as srun without --kill-on-bad-exit: the
/// shell between keeps from it how a rank has ended, and writes that down.
/// </summary>
[Platform("Linux")]
public sealed class RankEndTests : FolderFixture
{
    private static readonly string OwnProgram = typeof(RankEndTests).Assembly.Location;

    [SetUp]
    public void RequireMpi() => RankedCommand.RequireMpi();

    [Test]
    public void UsageError_OfAllRanks_IsSaidOnce()
    {
        var errors = End(3, RankedCommand.Program, "train", "modle=a.pt");

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(3), Is.All.EqualTo(2));
            Assert.That(Said(errors), Has.Length.EqualTo(1).And.All.Contains("modle"));
        });
    }

    [Test]
    public void Model_ThatIsMissingOnOneRank_EndsAll()
    {
        using var small = new SmallDataset(4);
        File.Copy(small.TinyWeights(), Folder.Path("0.pt"));

        var errors = End(
            2, RankedCommand.Program, "predict", $"model={Folder.Root}/RANK.pt", $"source={small.Root}/images", "imgsz=64", "engine=torch", $"project={Folder.Root}", "save_json=true");

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2), Is.EqualTo(new[] { 1, 1 }), errors);
            Assert.That(Said(errors), Has.Length.EqualTo(1).And.All.StartsWith("yolo: rank 1 of 2 on ").And.All.Contains("1.pt"));
            Assert.That(Directory.EnumerateFiles(Folder.Root, "*.json", SearchOption.AllDirectories), Is.Empty);
        });
    }

    [Test]
    public void DifferentErrors_OfTwoRanks_AreSaidEach()
    {
        var errors = End(3, RankedCommand.Program, "val", $"model={Folder.Root}/RANK.pt", "data=coco8.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(3), Is.All.EqualTo(1));
            Assert.That(Said(errors).Select(line => line.Split(" of 3 ")[0]), Is.EqualTo(new[] { "yolo: rank 0", "yolo: rank 1", "yolo: rank 2" }), errors);
        });
    }

    [TestCase("throws-before")]
    [TestCase("throws-after")]
    public void UnhandledException_InAProgramOfOnesOwn_EndsAll(string act)
    {
        var errors = End(2, OwnProgram, "rank", act);

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2), Is.All.EqualTo(134), errors);
            Assert.That(errors, Does.Contain("System.InvalidOperationException: on one rank alone"));
            Assert.That(errors, Does.Contain("RankFailedException: rank 1 of 2 on").And.Contain("failed: on one rank alone"));
        });
    }

    [Test]
    public void UnhandledException_WhileAnotherRankDoesSomethingElse_EndsAll()
    {
        var errors = End(2, OwnProgram, "rank", "sleeps-after");

        Assert.That(errors, Does.Contain("System.InvalidOperationException: on one rank alone"));
    }

    [TestCase("exits-before")]
    [TestCase("exits-after")]
    public void ExitStatus_InAProgramOfOnesOwn_EndsAll(string act)
    {
        var errors = End(2, OwnProgram, "rank", act);

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2), Is.EqualTo(new[] { 134, 3 }), errors);
            Assert.That(errors, Does.Contain("RankFailedException: rank 1 of 2 on").And.Contain("ended with the exit status 3"));
        });
    }

    [Test]
    public void ProgramsOfOnesOwn_ThatGoWell_EndWell()
    {
        var errors = End(2, OwnProgram, "rank", "nothing");

        Assert.That(Statuses(2), Is.EqualTo(new[] { 0, 0 }), errors);
    }

    private string End(int ranks, params string[] words)
    {
        // RANK in a word is the rank.
        var command = new RankedCommand(Folder)
        {
            LeavesOthers = true,
            Shell = $$"""
                for word; do shift; set -- "$@" "$(printf '%s' "$word" | sed "s/RANK/$OMPI_COMM_WORLD_RANK/")"; done
                "$@"
                echo $? > '{{Folder.Root}}'/$OMPI_COMM_WORLD_RANK.status
                """,
        };
        using var process = command.StartProgram(ranks, words);
        return RankedCommand.End(process).Errors;
    }

    private int[] Statuses(int ranks) =>
        [.. Enumerable.Range(0, ranks).Select(rank => int.Parse(File.ReadAllText(Folder.Path(FormattableString.Invariant($"{rank}.status"))), CultureInfo.InvariantCulture))];

    private static string[] Said(string errors) => [.. errors.Split('\n').Where(line => line.StartsWith("yolo: ", StringComparison.Ordinal))];
}

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
            Assert.That(Statuses(3, errors), Is.All.EqualTo(2));
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
            Assert.That(Statuses(2, errors), Is.EqualTo(new[] { 1, 1 }), errors);
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
            Assert.That(Statuses(3, errors), Is.All.EqualTo(1));
            Assert.That(Said(errors).Select(line => line.Split(" of 3 ")[0]), Is.EqualTo(new[] { "yolo: rank 0", "yolo: rank 1", "yolo: rank 2" }), errors);
        });
    }

    [TestCase("0")]
    [TestCase("01")]
    public void Interruption_WhileRanksPredict_EndsAllByIt(string signalled)
    {
        var errors = Interrupt(signalled);

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2, errors), Is.All.EqualTo(143), errors);
            Assert.That(errors, Does.Contain("yolo: interrupted.").And.Not.Contain("failed:"));
        });
    }

    [Test]
    public void Interruption_OfAnotherRankAlone_EndsAllWithItsMessage()
    {
        var errors = Interrupt("1");

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2, errors), Is.All.EqualTo(1), errors);
            Assert.That(Said(errors), Has.Exactly(1).StartsWith("yolo: rank 1 of 2 on "));
        });
    }

    // The second takes half a minute: the other rank might still do something, and the launcher might end it as soon as this one is gone.
    [TestCase("throws", Description = "while the other waits for it")]
    [TestCase("sleeps", Description = "while the other does something else")]
    public void UnhandledException_InAProgramOfOnesOwn_EndsAll(string act)
    {
        var errors = End(2, OwnProgram, "rank", act);

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2, errors), Is.All.EqualTo(134), errors);
            Assert.That(errors, Does.Contain("System.InvalidOperationException: on one rank alone"));
            Assert.That(errors, Does.Contain("RankFailedException: rank 1 of 2 on").And.Contain("failed: on one rank alone"));
        });
    }

    [TestCase(3)]
    [TestCase(200)]
    public void ExitStatus_InAProgramOfOnesOwn_EndsAll(int status)
    {
        var errors = End(2, OwnProgram, "rank", FormattableString.Invariant($"exits{status}"));

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2, errors), Is.EqualTo(new[] { 134, status }), errors);
            Assert.That(errors, Does.Contain("RankFailedException: rank 1 of 2 on").And.Contain(FormattableString.Invariant($"ended with the exit status {status}")));
        });
    }

    [Test]
    public void Ranks_ThatHadEndedWell_EndWithTheStatusOfTheOneThatFails()
    {
        var errors = End(3, OwnProgram, "rank", "speaks");

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(3, errors), Is.All.EqualTo(3), errors);
            Assert.That(errors.Split("rank 1 of 3"), Has.Length.EqualTo(2), errors);
        });
    }

    [Test]
    public void Rank_ThatGivesUp_LetsTheOthersGoOn()
    {
        var errors = End(2, OwnProgram, "rank", "givesup");

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2, errors), Is.EqualTo(new[] { 0, 0 }), errors);
            Assert.That(errors, Does.Contain("rank 1 of 2 on").And.Contain("it has what it looked for"));
        });
    }

    [Test]
    public void Ranks_ThatHaveTakenLeave_DoNothingTogether()
    {
        var errors = End(2, OwnProgram, "rank", "leaves");

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2, errors), Is.All.EqualTo(3), errors);
            Assert.That(errors.Split("The ranks have taken leave of each other"), Has.Length.EqualTo(3), errors);
        });
    }

    [TestCase("alone", "has met: False", Description = "they use no ranks")]
    [TestCase("host", "has begun MPI itself", Description = "they began MPI before, and are told")]
    public void Programs_WithoutTheRanks_EndByThemselves(string act, string written)
    {
        var errors = End(2, OwnProgram, "rank", act);

        Assert.Multiple(() =>
        {
            Assert.That(Statuses(2, errors), Is.EqualTo(new[] { 0, 1 }), errors);
            Assert.That(errors.Split(written), Has.Length.EqualTo(3), errors);
        });
    }

    [Test]
    public void ProgramsOfOnesOwn_ThatGoWell_EndWell()
    {
        var errors = End(2, OwnProgram, "rank", "nothing");

        Assert.That(Statuses(2, errors), Is.EqualTo(new[] { 0, 0 }), errors);
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

    private string Interrupt(string signalled)
    {
        using var small = new SmallDataset(8);
        var recorder = typeof(RankRecorder);
        return End(
            2, RankedCommand.Program, "predict", $"model={small.TinyWeights()}", $"source={small.Root}/images", "imgsz=64", "engine=torch", "save=false", $"project={Folder.Root}",
            $"callbacks={recorder.Assembly.Location}:{recorder.FullName}", $"callbacks.{recorder.Name}.folder={Folder.Root}", $"callbacks.{recorder.Name}.signalled={signalled}");
    }

    private int[] Statuses(int ranks, string errors)
    {
        var files = Enumerable.Range(0, ranks).Select(rank => Folder.Path(FormattableString.Invariant($"{rank}.status"))).ToList();
        Assert.That(files, Has.All.Matches<string>(File.Exists), $"The launcher has ended ranks that it was to leave alone. {errors}");
        return [.. files.Select(file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture))];
    }

    private static string[] Said(string errors) => [.. errors.Split('\n').Where(line => line.StartsWith("yolo: ", StringComparison.Ordinal))];
}

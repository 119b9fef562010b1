using System.Globalization;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>A training of two ranks that is interrupted goes on as if nothing had happened, and also with another number of ranks.</summary>
[Platform("Linux")]
public sealed class DistributedResumeTests
{
    private const int Epochs = 3;

    [Test]
    public void I_can_resume_a_run_of_two_ranks_with_any_number_of_ranks()
    {
        RankedCommand.RequireMpi();
        using var small = new SmallDataset(12);
        string[] words =
        [
            "train", $"model={small.TinyNetwork()}", $"data={small.Yaml}", "imgsz=64", "batch=4", "nbs=8", "warmup_epochs=0", "optimizer=AdamW", "multi_scale=0.5",
            FormattableString.Invariant($"epochs={Epochs}"), "close_mosaic=1", "workers=1", "plots=false",
        ];
        using var wholeFolder = new TemporaryFolder();
        var whole = new RankedCommand(wholeFolder);
        Assert.That(whole.Run(2, words).Status, Is.Zero);
        using var folder = new TemporaryFolder();
        Assert.That(new RankedCommand(folder).Run(2, [.. words, "callbacks.RankRecorder.interrupted=4"]).Status, Is.Not.Zero);

        var same = Resume(folder, 2);

        // Of the steps that were left each is the same to the bit: losses, weights, averages, metrics.
        for (var rank = 0; rank < 2; rank++)
        {
            var (left, all) = (same.Log(2, rank), whole.Log(2, rank));
            Assert.That(left, Has.Length.LessThan(all.Length).And.Some.StartsWith("weights"));
            Assert.That(left, Is.EqualTo(all[^left.Length..]), $"rank {rank}");
        }

        Assert.That(Rows(folder, 2), Is.EqualTo(Rows(wholeFolder, 2)));
        foreach (var ranks in new[] { 1, 3, 4 })
        {
            _ = Resume(folder, ranks);
            Assert.That(Rows(folder, ranks), Has.Count.EqualTo(1 + Epochs), $"{ranks} ranks");
        }
    }

    // Each goes on from a copy of its own.
    private static RankedCommand Resume(TemporaryFolder folder, int ranks)
    {
        var copy = FolderOf(folder, ranks);
        foreach (var file in Directory.EnumerateFiles(folder.Path("ranks2"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder.Path("ranks2"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var command = new RankedCommand(folder);
        var (status, _, errors) = command.Run(ranks, "train", $"resume={Path.Combine(copy, "weights", "last.pt")}");
        Assert.That(status, Is.Zero, errors);
        return command;
    }

    private static List<string> Rows(TemporaryFolder folder, int ranks)
    {
        var resumed = Path.Combine(FolderOf(folder, ranks), "results.csv");
        return [.. File.ReadLines(File.Exists(resumed) ? resumed : folder.Path("ranks2", "results.csv")).Select(ResumeTests.WithoutTime)];
    }

    private static string FolderOf(TemporaryFolder folder, int ranks) => folder.Path("resumed" + ranks.ToString(CultureInfo.InvariantCulture));
}

using System.Diagnostics;
using System.Globalization;
using Yolo.Engine;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>What becomes of a training when something befalls one of its ranks: all end, none waits for ever, and what is written is whole.</summary>
[Platform("Linux")]
public sealed class RankFaultTests
{
    [Test]
    public void Exception_InACallbackOfOneRank_EndsAllWithItsMessage()
    {
        RankedCommand.RequireMpi();
        using var folder = new TemporaryFolder();
        using var small = new SmallDataset(8);

        var (status, _, errors) = new RankedCommand(folder).Run(2, [.. Training(small), "callbacks.RankRecorder.throws=1"]);

        WaitFor(() => !Running(folder).Any(), "A process is left behind.");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(1));
            Assert.That(errors, Does.Contain("rank 1 of 2").And.Contain("as it was told"));
        });
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Memory_ThatDoesNotSufficeOnOneRank_EndsAllWithASmallerBatch(int rank)
    {
        RankedCommand.RequireMpi();
        using var folder = new TemporaryFolder();
        using var small = new SmallDataset(8);

        var (status, _, errors) = new RankedCommand(folder).Run(2, [.. Training(small), FormattableString.Invariant($"callbacks.RankRecorder.exhausted={rank}")]);

        WaitFor(() => !Running(folder).Any(), "A process is left behind.");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(1));
            Assert.That(errors, Does.Contain(FormattableString.Invariant($"yolo: rank {rank} of 2 on")).And.Contain("this rank's part of batch=4").And.Contain("with batch=2 or less").And.Contain("Tried to allocate"));
        });
    }

    [Test]
    public void Exception_WhileOneRankPredicts_EndsAllWithItsMessage()
    {
        RankedCommand.RequireMpi();
        using var folder = new TemporaryFolder();
        using var small = new SmallDataset(4);
        var recorder = typeof(RankRecorder);

        var (status, _, errors) = new RankedCommand(folder).Run(
            2,
            "predict", $"model={small.TinyWeights()}", $"source={small.Root}/images", "imgsz=64", "engine=torch", "save_json=true",
            $"callbacks={recorder.Assembly.Location}:{recorder.FullName}", $"callbacks.{recorder.Name}.folder={folder.Root}", $"callbacks.{recorder.Name}.throws=1");

        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(1));
            Assert.That(errors, Does.Contain("rank 1 of 2").And.Contain("as it was told"));
            Assert.That(Directory.EnumerateFiles(folder.Path("ranks2"), "*.tmp"), Is.Empty);
        });
    }

    [TestCase("KILL", 1)]
    [TestCase("TERM", null)]
    public void Signal_ToARankOrToAll_EndsAllAndLeavesAWholeCheckpoint(string signal, int? rank)
    {
        RankedCommand.RequireMpi();
        using var folder = new TemporaryFolder();
        using var small = new SmallDataset(8);
        using var training = new RankedCommand(folder).Start(2, Training(small));
        var last = folder.Path("ranks2", "weights", "last.pt");
        WaitFor(() => File.Exists(last) && File.Exists(folder.Path("2-1.pid")), "The training does not get anywhere.");

        var victim = rank is null ? training.Id.ToString(CultureInfo.InvariantCulture) : File.ReadAllText(folder.Path(FormattableString.Invariant($"2-{rank}.pid")));
        Process.Start("kill", [$"-{signal}", victim]).WaitForExit();
        var (status, _, errors) = RankedCommand.End(training);

        WaitFor(() => !Running(folder).Any(), "A process is left behind.");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.Not.Zero);
            Assert.DoesNotThrow(() => new YoloModel(last).Dispose());
            Assert.That(errors.Split("yolo: stopping after this step"), Has.Length.LessThan(3), "rank 0 speaks for all");
        });
    }

    [Test]
    public void File_ThatDoesNotFitAtRankZero_EndsAllWithItsMessageAndIsNotThere()
    {
        RankedCommand.RequireMpi();
        using var folder = new TemporaryFolder();
        using var small = new SmallDataset(8);

        var (status, _, errors) = new RankedCommand(folder) { Shell = "trap '' XFSZ; exec \"$@\"" }.Run(2, [.. Training(small), "callbacks.RankRecorder.limited=0"]);

        WaitFor(() => !Running(folder).Any(), "A process is left behind.");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(1), errors);
            Assert.That(errors, Does.Contain("rank 0 of 2").And.Contain("last.pt").And.Contain("takes no file that large"));
            Assert.That(Directory.EnumerateFiles(folder.Path("ranks2", "weights")), Is.Empty);
        });
    }

    [Test]
    public void Picture_ThatBreaksWhileItIsTrainedOn_EndsAllWithItsMessage()
    {
        RankedCommand.RequireMpi();
        using var folder = new TemporaryFolder();
        using var small = new SmallDataset(8);
        var picture = Directory.EnumerateFiles(Path.Combine(small.Root, "images")).First();

        var (status, _, errors) = new RankedCommand(folder).Run(2, [.. Training(small), $"callbacks.RankRecorder.breaks={picture}"]);

        WaitFor(() => !Running(folder).Any(), "A process is left behind.");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(1), errors);
            Assert.That(errors, Does.Contain($"{Path.GetFileName(picture)}: the picture passed verification but cannot be decoded"));
        });
    }

    private static string[] Training(SmallDataset small) =>
        ["train", $"model={small.TinyNetwork()}", $"data={small.Yaml}", "imgsz=64", "batch=4", "nbs=4", "workers=1", "plots=false", "epochs=500"];

    // A process that is over is a zombie at most, which has no command line.
    private static IEnumerable<string> Running(TemporaryFolder folder) =>
        Directory.EnumerateFiles(folder.Root, "*.pid").Select(File.ReadAllText).Where(id => File.Exists($"/proc/{id}/cmdline") && File.ReadAllText($"/proc/{id}/cmdline").Contains("yolo.dll", StringComparison.Ordinal));

    private static void WaitFor(Func<bool> condition, string otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(5)), otherwise);
            Thread.Sleep(50);
        }
    }
}

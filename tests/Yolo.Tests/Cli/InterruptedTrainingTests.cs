using System.Diagnostics;
using Yolo.Tests.Engine;

namespace Yolo.Tests.Cli;

/// <summary>A training in a process of its own, which receives signals as a user or a system sends them.</summary>
public sealed class InterruptedTrainingTests
{
    [TestCase("TERM", 143)]
    [TestCase("INT", 130)]
    [Platform("Linux")]
    public void I_can_interrupt_a_training_and_go_on_later(string signal, int status)
    {
        using var small = new SmallDataset(5);
        using var folder = new TemporaryFolder();
        using var training = Start("train", $"model={small.TinyNetwork()}", $"data={small.Yaml}", "epochs=500", "imgsz=64", "batch=2", "plots=false", $"project={folder.Root}", "callbacks=jsonl");
        WaitFor(() => File.Exists(folder.Path("train", "results.csv")) && File.ReadLines(folder.Path("train", "results.csv")).Count() > 2);
        var rows = File.ReadLines(folder.Path("train", "results.csv")).Count();

        Process.Start("kill", [$"-{signal}", FormattableString.Invariant($"{training.Id}")]).WaitForExit();
        var said = training.StandardError.ReadToEnd();
        training.WaitForExit();
        using var resumed = Start("train", $"resume={folder.Path("train")}", $"data={Path.GetRelativePath(Environment.CurrentDirectory, small.Yaml)}", "time=0.00001", "plots=false");
        resumed.WaitForExit();

        Assert.Multiple(() =>
        {
            Assert.That(training.ExitCode, Is.EqualTo(status));
            Assert.That(said, Does.Match(@"^yolo: stopping after this step, then last\.pt is written\..*\nyolo: interrupted in epoch \d+ of 500\. \S+last\.pt has all of it; go on with:\n  yolo train resume=\S+last\.pt\n"));
            Assert.That(resumed.ExitCode, Is.Zero, resumed.StandardError.ReadToEnd());
            Assert.That(File.ReadLines(folder.Path("train", "results.csv")).Count(), Is.GreaterThanOrEqualTo(rows));
            Assert.That(Directory.EnumerateFiles(folder.Root, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        });
    }

    // Whatever was started behind a shell's back ignores SIGINT, and hands that on.
    private static Process Start(params IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "yolo.dll"), .. arguments, "verbose=false"]) { RedirectStandardError = true })!;

    private static void WaitFor(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(5)), "The training does not get anywhere.");
            Thread.Sleep(50);
        }
    }
}

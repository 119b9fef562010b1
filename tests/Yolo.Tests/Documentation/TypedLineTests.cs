using Yolo.Cli;
using Yolo.Cli.Display;
using Yolo.Engine.Benchmarking;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Tracking;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Tests.Cli;

namespace Yolo.Tests.Documentation;

/// <summary>Every command line on the pages is read by the command's own reader, and run where it can be.</summary>
[NonParallelizable]
public sealed class TypedLineTests
{
    private static IEnumerable<TestCaseData> Blocks =>
        from page in MarkdownPage.All
        from block in page.Blocks
        where TypedLine.Of(block).Any(IsRun)
        select new TestCaseData(block).SetArgDisplayNames(block.ToString());

    [TestCaseSource(nameof(Blocks))]
    public void Lines_OfABlock_WorkOneAfterTheOther(object block)
    {
        using var folder = ReadersFolder.Enter();
        foreach (var line in TypedLine.Of((CodeBlock)block).Where(IsRun))
        {
            var (status, output, errors) = YoloCommand.Run([.. line.ShortenedWords]);

            Assert.That(status, Is.Zero, $"{line}\n{errors}{output}");
            Assert.That(errors, Does.Not.Contain("nothing:"), $"{line}: a setting that changes nothing");
        }
    }

    [Test]
    public void Lines_ThatAreNotRun_AreReadAsFarAsTheirSettings() =>
        Assert.That(TypedLine.All.Where(line => line.IsOurs && !IsRun(line)).Select(Objection).OfType<string>(), Is.Empty);

    [Test]
    public void Lines_InTheText_AreReadAsFarAsTheirSettings() =>
        Assert.That(TypedLine.Mentioned.Select(Objection).OfType<string>(), Is.Empty);

    [Test]
    public void Lines_OfOtherPrograms_AreRunByEveryChange_OrMarked() => Assert.That(
        TypedLine.All.Where(line => !line.IsOurs && line.Mark is null && !IsRunByEveryChange(line.Text.Split(' ')[0])).Select(line => line.ToString()),
        Is.Empty,
        "neither run by .ci/run nor marked: <!-- needs: the network -->");

    [Test]
    public void Line_WithASettingThatIsNotThere_IsObjectedTo()
    {
        var line = TypedLine.Of(new("page.md", 7, "sh", "A=\"imgsz=64 epoks=3\"\n\n./yolo train model=yolo11n.pt \\\n  $A   # as far as here", null)).Single();

        Assert.That((line.Line, line.Need), Is.EqualTo((9, (string?)null)));
        Assert.That(line.Words, Is.EqualTo(new[] { "train", "model=yolo11n.pt", "imgsz=64", "epoks=3" }));
        Assert.That(Objection(line), Does.StartWith("page.md:9").And.Contain("epochs"));
    }

    [TestCase("mpirun -np 4 ./yolo train", "MPI")]
    [TestCase("./yolo train device=0,1", "a GPU")]
    [TestCase("yolo predict source=0", "a camera")]
    [TestCase("yolo predict source=rtsp://a/b", "the network")]
    [TestCase("yolo predict source=a.jpg", null)]
    public void Line_NeedsWhatItsWordsSay(string text, string? need) => Assert.That(new TypedLine("page.md", 1, text, null).Need, Is.EqualTo(need));

    private static bool IsRun(TypedLine line) => line.IsOurs && line.Need is null;

    private static bool IsRunByEveryChange(string program) => program.StartsWith("./", StringComparison.Ordinal) && File.ReadAllText(Path.Combine(Shared.Repository, ".ci", "run")).Contains(program, StringComparison.Ordinal);

    private static string? Objection(TypedLine line)
    {
        try
        {
            Read(line.Words);
            return null;
        }
        catch (Exception error) when (error is UsageException or SettingException or Callbacks.CallbackConfigurationException)
        {
            return $"{line}: {error.Message}";
        }
    }

    private static void Read(IReadOnlyList<string> words)
    {
        // Files that are named are not there, and several devices are taken before the others.
        var arguments = Arguments.Parse(words);
        using var callbacks = NamedCallbacks.Take(
            arguments with { Settings = [.. arguments.Settings.Where(setting => setting.Key is not ("cfg" or "resume") && (setting.Key, setting.Value.Contains(',', StringComparison.Ordinal)) != ("device", true))] },
            out var rest);
        AbsentModes.Refuse(arguments.Topic ?? arguments.Mode);
        switch (arguments.Mode)
        {
            case "train": Fill(TrainSettings.Table, rest); break;
            case "val": Fill(ValidateSettings.Table, rest); break;
            case "predict": Fill(PredictSettings.Table, rest); break;
            case "track": Fill(TrackSettings.Table, rest); break;
            case "export": Fill(ExportSettings.Table, rest); break;
            case "benchmark": Fill(BenchmarkSettings.Table, rest); break;
        }
    }

    private static void Fill<TOptions>(SettingTable<TOptions> table, Arguments arguments)
        where TOptions : class, new()
    {
        using var terminal = new Terminal(TextWriter.Null, TextWriter.Null);
        new Filling<TOptions>(table, terminal).Take(arguments);
    }
}

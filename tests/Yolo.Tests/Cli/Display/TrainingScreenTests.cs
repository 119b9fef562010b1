using System.Text.RegularExpressions;
using Yolo.Cli;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Cli.Display;

/// <summary>A real training on screens of several widths; numbers and paths are left out of what is compared.</summary>
[NonParallelizable]
public sealed partial class TrainingScreenTests : TinyTrainingFixture
{
    private const string Table = """
        best.pt, epoch #
        class images objects P R mAP# mAP#-#
        all # # #.# #.# #.# #.#
        red # # #.# #.# #.# #.#
        green # # #.# #.# #.# #.#
        blue # # #.# #.# #.# #.#
        ended all # epochs are done, in #:#
        best epoch #, fitness #.# in training
        speed #.# ms preprocess, #.# ms inference, #.# ms postprocess a picture
        """;

    [TestCase(80, "epoch box cls dfl lr mem img/s P R mAP# #-# time")]
    [TestCase(120, "epoch box cls dfl lr mem img/s P R mAP# #-# time")]
    [TestCase(200, "epoch box cls dfl lr mem img/s P R mAP# #-# time")]
    [TestCase(50, "epoch box cls dfl lr img/s #-#")]
    public void Training_OnAScreen_IsATableThatFits(int width, string heading)
    {
        using var screen = new RememberedScreen(width);

        var status = CommandLine.Run(Words("fits"), screen.Terminal);

        var lines = screen.Seen.Lines();
        var shown = lines.Select(Plain).Where(line => line.Length > 0).ToList();
        var head = shown.IndexOf(heading);
        Assert.That(status, Is.Zero, screen.Seen.ToString());
        Assert.That(head, Is.Positive, screen.Seen.ToString());
        Assert.That(shown[..head], Has.Some.StartsWith("device cpu, ").And.Some.StartsWith("settings epochs=#").And.Some.StartsWith("model tiny, # layers, ").And.Some.StartsWith("classes #: red, green, blue"));
        Assert.That(lines.SkipWhile(line => !line.StartsWith("epoch ", StringComparison.Ordinal)).Skip(1).Take(3), Has.All.Match(@"^ +[123]/3 +\d").And.All.Length.LessThan(width));
        Assert.That(shown.Skip(head + 4), Has.Some.EqualTo("best.pt, epoch #"));
        if (width >= 80)
        {
            Assert.That(string.Join('\n', shown.Skip(head + 4)), Does.StartWith(Table.ReplaceLineEndings("\n")));
        }
    }

    [Test]
    public void Training_OnAScreen_EndsWithWhatMayBeTypedNext()
    {
        using var screen = new RememberedScreen(300);

        CommandLine.Run(Words("next"), screen.Terminal);

        var weights = Tiny.Path("runs", "next", "weights");
        Assert.That(screen.Seen.Lines().TakeLast(6), Is.EqualTo(new[]
        {
            $"weights    {Path.Combine(weights, "best.pt")}",
            $"           {Path.Combine(weights, "last.pt")}",
            $"results    {Tiny.Path("runs", "next")}",
            "next",
            $"  yolo predict model={Path.Combine(weights, "best.pt")} source={Tiny.ValPictures}",
            $"  yolo export model={Path.Combine(weights, "best.pt")} format=onnx",
        }));
    }

    [Test]
    public void Training_OfClassesWithStrangeNames_ShowsThemWrittenOut()
    {
        var yaml = Path.Combine(Tiny.Root, "strange.yaml");
        File.WriteAllText(yaml, "path: .\ntrain: images/train\nval: images/val\nnames: [\"red\\e[2J\", \"green\\nyolo: done\", blue]");
        using var screen = new RememberedScreen(120);

        var onScreen = CommandLine.Run([.. Words("strange"), $"data={yaml}"], screen.Terminal);
        var (status, output, errors) = YoloCommand.Run([.. Words("plain"), $"data={yaml}"]);

        Assert.That((onScreen, status), Is.EqualTo((0, 0)), errors);
        Assert.That(screen.Seen.Lines(), Has.Some.Match(@"^classes +3: red\\x1b\[2J, green\\nyolo: done, blue").And.Some.Match(@"^ red\\x1b\[2J +\d").And.None.StartsWith("yolo: done"));
        Assert.That(output, Does.Match(@" red\\x1b\[2J +\d").And.Match(@" green\\nyolo: done +\d").And.Not.Contain('\e'));
    }

    [Test]
    public void Training_ThatIsQuiet_LeavesTheEndAlone()
    {
        using var screen = new RememberedScreen(120);

        CommandLine.Run([.. Words("quiet"), "verbose=false"], screen.Terminal);

        Assert.That(screen.Seen.Lines().Select(Plain), Is.EqualTo(new[] { "# epochs in #.# hours", $"Results saved to {Plain(Tiny.Path("runs", "quiet"))}" }));
    }

    private string[] Words(string name) =>
        ["train", $"model={Tiny.Spec}", $"data={Tiny.Yaml}", "imgsz=64", "epochs=3", "batch=4", "plots=false", "workers=1", $"project={Tiny.Path("runs")}", $"name={name}", "exist_ok=true"];

    // Numbers are #, and gaps a space.
    private static string Plain(string line) => Spaces().Replace(Numbers().Replace(Rule().IsMatch(line) ? "" : line, "#"), " ").Trim();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex("^─+$")]
    private static partial Regex Rule();
}

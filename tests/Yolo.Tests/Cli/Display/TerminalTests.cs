using Spectre.Console;
using Yolo.Cli.Display;

namespace Yolo.Tests.Cli.Display;

public sealed class TerminalTests
{
    private readonly SetTime time = new();

    [Test]
    public void LiveLine_OfManySteps_LeavesNothingBehind([Values(20, 80, 120, 200)] int width)
    {
        using var screen = new RememberedScreen(width, time);
        screen.Terminal.Line("before");

        for (var step = 0; step < 50; step++)
        {
            screen.Terminal.Report(new("Verifying labels of a data set", step, 50, WorkUnit.Pictures));
            time.Pass(0.3);
            Assert.That(screen.Seen.Lines(), Has.Count.EqualTo(step < 1 ? 1 : 2), screen.Seen.ToString());
        }

        screen.Terminal.Report(new("Verifying labels of a data set", 50, 50, WorkUnit.Pictures));
        screen.Terminal.Line("after");

        Assert.That(screen.Seen.Lines(), Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public void LiveLine_WhenTheScreenBecomesNarrower_IsWrittenOverAsAWhole()
    {
        using var screen = new RememberedScreen(120, time);
        var seen = new ScreenEmulator(120);
        var read = 0;
        screen.Terminal.Line("before");
        for (var step = 1; step < 30; step++)
        {
            // The terminal is narrower at once, the program learns of it a little later.
            seen.Width = 120 - (3 * step);
            screen.Terminal.Report(new("Verifying labels of a data set", step, 30, WorkUnit.Pictures));
            time.Pass(1);
            screen.Resize(seen.Width);
            time.Pass(1);
            seen.Write(screen.Written[read..]);
            read = screen.Written.Length;

            Assert.That(seen.Lines(), Has.Count.EqualTo(2), seen.ToString());
        }
    }

    [Test]
    public void Work_OfHalfASecond_IsNotShown()
    {
        using var screen = new RememberedScreen(80, time);

        screen.Terminal.Report(new("Verifying labels", 1, 2, WorkUnit.Pictures));
        time.Pass(0.4);
        screen.Terminal.Report(new("Verifying labels", 2, 2, WorkUnit.Pictures));

        Assert.That(screen.Written, Is.Empty);
    }

    [TestCase(1, 4L, WorkUnit.Pictures, "Working ━━━━━━━━━━────────────────────────────── 25% 1/4 pictures 0.5/s 0:06 left")]
    [TestCase(3 << 20, 6L << 20, WorkUnit.Bytes, "Working ━━━━━━━━━━━━──────────── 50% 3.0/6.0 MiB 1.5 MiB/s 0:02 left")]
    [TestCase(3 << 20, null, WorkUnit.Bytes, "Working 3.0 MiB 1.5 MiB/s 0:02")]
    [TestCase(0, null, WorkUnit.Steps, "Working 0:02")]
    [TestCase(2, 3L, WorkUnit.Steps, "Working ━━━━━━━━━━━━━━━━━━━━━━━━━━───────────── 67% 0:01 left")]
    public void Work_ThatTakesItsTime_SaysHowFarItIs(int done, long? total, WorkUnit unit, string line)
    {
        using var screen = new RememberedScreen(80, time);

        screen.Terminal.Report(new("Working", done, total, unit));
        time.Pass(2);

        Assert.That(Gaps(screen.Seen.Lines().Single()), Is.EqualTo(Gaps(line)));
    }

    [Test]
    public void Lines_WhileSomethingIsLive_StandAboveIt()
    {
        using var screen = new RememberedScreen(40, time);
        screen.Terminal.Begin("Preparing the network");
        time.Pass(5);

        screen.Terminal.Line("a picture");
        screen.Terminal.Warn("something is odd.");

        Assert.That(screen.Seen.Lines(), Is.EqualTo(new[] { "a picture", "yolo: something is odd.", "Preparing the network 0:05" }));
    }

    [Test]
    public void Warnings_SaidAgain_AreWrittenOnce()
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        using var terminal = new Terminal(output, errors);

        terminal.Warn("the labels lack a class.");
        terminal.Muted().Warn("the labels lack a class.");
        terminal.Warn("another thing.");

        Assert.That((output.ToString(), errors.ToString().ReplaceLineEndings("\n")), Is.EqualTo(("", "yolo: the labels lack a class.\nyolo: another thing.\n")));
    }

    [Test]
    public void Names_OnAScreenAndInAFile_CannotActOnTheTerminal()
    {
        const string name = "a\e[2J\nyolo: done";
        var (output, errors) = (new StringWriter(), new StringWriter());
        using var plain = new Terminal(output, errors);
        using var screen = new RememberedScreen(80, time);
        foreach (var terminal in new[] { plain, screen.Terminal })
        {
            terminal.Line(name);
            terminal.Warn(name);
            terminal.Error(name);
            terminal.Command(name);
            terminal.Fact("classes", name);
            terminal.Place("data", name);
            terminal.ShortFact("names", name);
            terminal.Prose(name);
            terminal.Setting(name, name);
        }

        screen.Terminal.Begin(name);
        time.Pass(1);

        Assert.That(output.ToString() + errors, Does.Not.Contain('\e').And.Not.Contain("\nyolo: done"));
        Assert.That(screen.Written, Does.Not.Contain("\e[2J").And.Not.Contain("\nyolo: done"));
        Assert.That(screen.Seen.Lines(), Has.Some.EqualTo(@"a\x1b[2J\nyolo: done").And.Some.EqualTo(@"yolo: a\x1b[2J\nyolo: done"));
    }

    [Test]
    public void Colours_WhereTheTerminalHasNone_AreNotWritten()
    {
        using var screen = new RememberedScreen(80, time, ColorSystem.NoColors);

        screen.Terminal.Warn("something is odd.");
        screen.Terminal.Begin("Working");
        time.Pass(1);

        Assert.That(screen.Written, Does.Not.Match(@"\e\[(3|4)[0-9]|\e\[[0-9;]*[34]8;"));
    }

    [Test]
    public void Of_WritersThatAreNoTerminal_GivesPlainLines()
    {
        using var terminal = Terminal.Of(new StringWriter(), new StringWriter());

        Assert.That(terminal.IsScreen, Is.False);
    }

    // Bars are as long as there is room; that is held elsewhere.
    private static string Gaps(string line) => System.Text.RegularExpressions.Regex.Replace(line, "[━─]+ *", "━ ");
}

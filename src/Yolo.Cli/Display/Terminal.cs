using Spectre.Console;
using Spectre.Console.Rendering;

namespace Yolo.Cli.Display;

/// <summary>
/// What people see. On a terminal that is a screen: colour where it has it, and one live line at the bottom that says how far everything is and fits
/// the width at every moment. Anywhere else, in a file or a pipe, it is plain lines. In both, names cannot act on the terminal: control characters are
/// written out.
/// </summary>
/// <remarks>Any thread may write. Warnings and errors go to the second writer, each warning once.</remarks>
internal sealed class Terminal : IProgress<WorkProgress>, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Failure = new(Color.Red);

    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly TextWriter errors;
    private readonly IAnsiConsole? screen;
    private readonly IAnsiConsole? margin;
    private readonly HashSet<string> warned;
    private ITimer? timer;
    private Func<int, IReadOnlyList<Segment>>? live;
    private WorkLine? work;
    private long lastDrawn;
    private bool isDrawn;

    /// <summary>Writes plain lines to two writers, or draws on a screen.</summary>
    /// <param name="output">For what goes as it should.</param>
    /// <param name="errors">For warnings and errors.</param>
    /// <param name="screen">The terminal that the output is; null for plain lines.</param>
    /// <param name="margin">The terminal that the errors are; null for plain lines.</param>
    /// <param name="time">The clock; null for the system's.</param>
    internal Terminal(TextWriter output, TextWriter errors, IAnsiConsole? screen = null, IAnsiConsole? margin = null, TimeProvider? time = null)
        : this(output, errors, screen, margin, time ?? TimeProvider.System, new(StringComparer.Ordinal))
    {
    }

    private Terminal(TextWriter output, TextWriter errors, IAnsiConsole? screen, IAnsiConsole? margin, TimeProvider time, HashSet<string> warned)
    {
        (this.output, this.errors, this.screen, this.margin) = (output, TextWriter.Synchronized(errors), screen, margin);
        (Time, this.warned) = (time, warned);
    }

    /// <summary>Whether there is a screen.</summary>
    internal bool IsScreen => screen is not null;

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; }

    /// <summary>That of this process, also where another one speaks for it.</summary>
    internal Terminal Own { get => field ?? this; private init; }

    /// <summary>The columns and rows of the screen at this moment.</summary>
    internal (int Width, int Height) Size => screen is null ? (int.MaxValue, int.MaxValue) : (screen.Profile.Width, screen.Profile.Height);

    /// <summary>What is said when somebody interrupts the run.</summary>
    internal string WhenInterrupted { get; set; } = "stopping. Ctrl-C again ends it at once.";

    /// <summary>The terminal of a process, as far as its writers are one.</summary>
    internal static Terminal Of(TextWriter output, TextWriter errors)
    {
        var screen = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && SeveralRanks.CanShow ? Open(output) : null;
        return new(output, errors, screen, screen is not null && ReferenceEquals(errors, Console.Error) && !Console.IsErrorRedirected ? Open(errors) : null);
    }

    /// <summary>The same terminal for a run that shall not say how it goes: warnings and errors alone are written.</summary>
    internal Terminal Muted() => new(TextWriter.Null, errors, screen: null, margin, Time, warned);

    /// <summary>One that writes nothing, of a process for which another one speaks.</summary>
    internal Terminal Silenced() => new(TextWriter.Null, TextWriter.Null, screen: null, margin: null, Time) { Own = this };

    /// <summary>Writes a line.</summary>
    /// <param name="text">The line, without its end.</param>
    internal void Line(string text = "")
    {
        lock (gate)
        {
            if (screen is null)
            {
                output.WriteLine(VisibleText.Of(text));
                return;
            }

            Above(screen, new StyledLine(StyledLine.Part(text)));
        }
    }

    /// <summary>Writes a text of several lines, whose line breaks are ours.</summary>
    internal void Text(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            Line(line.TrimEnd('\r'));
        }
    }

    /// <summary>Draws something on the screen, if there is one.</summary>
    internal void Show(IRenderable picture)
    {
        lock (gate)
        {
            if (screen is not null)
            {
                Above(screen, picture);
            }
        }
    }

    /// <summary>Says what of a run is not as somebody may expect, unless it was said before.</summary>
    /// <param name="message">A whole sentence.</param>
    internal void Warn(string message)
    {
        lock (warned)
        {
            if (!warned.Add(message))
            {
                return;
            }
        }

        Complain($"yolo: {message}", Warning);
    }

    /// <summary>Says something beside the results, such as how far a download is, or what could not be read.</summary>
    internal void Note(string message) => Aside($"yolo: {message}");

    /// <summary>As <see cref="Note"/>, in its own words.</summary>
    internal void Aside(string text) => Complain(text, Style.Plain);

    /// <summary>Says what went wrong with a part of a run, in its own words.</summary>
    internal void Complain(string message) => Complain(message, Failure);

    /// <summary>Says what ended a run. Nothing goes on after it.</summary>
    internal void Error(string message)
    {
        Done();
        Complain($"yolo: {message}", Failure);
    }

    /// <summary>Says what somebody may type next, in a line of its own that can be copied.</summary>
    internal void Command(string command)
    {
        lock (gate)
        {
            if (margin is null)
            {
                errors.WriteLine($"  {VisibleText.Of(command)}");
                return;
            }

            Above(margin, new StyledLine(StyledLine.Part("  "), StyledLine.Part(command, new Style(Color.Aqua))));
        }
    }

    /// <summary>Says that a run is being interrupted.</summary>
    internal void SayInterrupted() => Complain($"yolo: {WhenInterrupted}", Warning);

    /// <summary>Lets the live line be drawn by somebody, from now on and whenever time has passed.</summary>
    /// <param name="draw">Gives the line for a number of columns; empty for none. Called by any thread; must not write.</param>
    internal void Live(Func<int, IReadOnlyList<Segment>> draw)
    {
        if (screen is null)
        {
            return;
        }

        lock (gate)
        {
            (live, work) = (draw, null);
            timer ??= Time.CreateTimer(_ => Refresh(isLate: true), null, Tick, Tick);
            Refresh(isLate: false);
        }
    }

    /// <summary>Begins something that may take its time, of which nobody knows how much.</summary>
    internal void Begin(string what) => Report(new(what, 0, null));

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        if (screen is null)
        {
            return;
        }

        lock (gate)
        {
            if (work?.Is(value) != true)
            {
                var line = new WorkLine(value.Work, Time);
                Live(line.Draw);
                work = line;
            }

            work!.Show(value);
            if (value.Done == value.Total)
            {
                Done();
            }
            else
            {
                Refresh(isLate: false);
            }
        }
    }

    /// <summary>Takes the live line away.</summary>
    internal void Done()
    {
        lock (gate)
        {
            (live, work) = (null, null);
            Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer?.Dispose();
        Done();
    }

    // Those of other places, and what cannot write over a line, get plain lines.
    private static IAnsiConsole? Open(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return console.Profile.Capabilities.Ansi ? console : null;
    }

    private void Complain(string message, Style style)
    {
        lock (gate)
        {
            if (margin is null)
            {
                Clear();
                errors.WriteLine(VisibleText.Of(message));
                Draw();
                return;
            }

            Above(margin, new StyledLine(StyledLine.Part(message, style)));
        }
    }

    private void Above(IAnsiConsole console, IRenderable picture)
    {
        Clear();
        console.Write(picture);
        Draw();
    }

    private void Refresh(bool isLate)
    {
        lock (gate)
        {
            if (live is not null && (isLate || lastDrawn == 0 || Time.GetElapsedTime(lastDrawn) >= Pause))
            {
                Draw();
            }
        }
    }

    // The last column stays free: a terminal that has written into it may be on the next line already.
    private void Draw()
    {
        if (live is null || screen is null)
        {
            return;
        }

        var line = live(Math.Max(1, screen.Profile.Width - 1));
        if (line.Count > 0 || isDrawn)
        {
            screen.Write(line.Count > 0 ? new LiveLine(line) : LiveLine.Gone);
        }

        (isDrawn, lastDrawn) = (line.Count > 0, Time.GetTimestamp());
    }

    private void Clear()
    {
        if (isDrawn)
        {
            screen!.Write(LiveLine.Gone);
            isDrawn = false;
        }
    }
}

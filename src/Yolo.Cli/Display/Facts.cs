using Spectre.Console;

namespace Yolo.Cli.Display;

/// <summary>What is known of a run before and after it, a fact a line: its name, and what it is.</summary>
internal static class Facts
{
    private const int LabelWidth = 11;
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Typed = new(Color.Aqua);

    /// <summary>Shows a fact on a screen; where it is long, its lines stand below each other.</summary>
    /// <param name="terminal">The terminal; where it is no screen, nothing is shown.</param>
    /// <param name="name">Its name, of at most 10 letters.</param>
    /// <param name="text">What it is.</param>
    internal static void Fact(this Terminal terminal, string name, string text) =>
        terminal.Show(TwoColumns.Of(new Text(name, Quiet), LabelWidth, new Text(VisibleText.Of(text))));

    /// <summary>Shows a fact that somebody may want to copy: it is not broken by us.</summary>
    /// <inheritdoc cref="Fact"/>
    internal static void Place(this Terminal terminal, string name, string text) => terminal.Show(Whole(name, LabelWidth, text));

    /// <summary>Shows a fact that may be of any length in one line: what does not fit is left out.</summary>
    /// <inheritdoc cref="Fact"/>
    internal static void ShortFact(this Terminal terminal, string name, string text) =>
        terminal.Show(new StyledLine(FittedRow.Of([new(name.PadRight(LabelWidth - 1), 0, Quiet), new(text, 0)], terminal.Size.Width - 1)));

    /// <summary>Shows commands that may be typed next, each in a line of its own.</summary>
    internal static void Next(this Terminal terminal, params ReadOnlySpan<string> commands)
    {
        terminal.Show(new StyledLine(StyledLine.Part("next", Quiet)));
        foreach (var command in commands)
        {
            terminal.Show(new StyledLine(StyledLine.Part($"  {command}", Typed)));
        }
    }

    /// <summary>Writes a sentence; on a screen it is broken between words.</summary>
    internal static void Prose(this Terminal terminal, string text)
    {
        if (terminal.IsScreen)
        {
            terminal.Show(new Text(VisibleText.Of(text) + Environment.NewLine));
        }
        else
        {
            terminal.Line(text);
        }
    }

    /// <summary>Writes an entry of a list: its name, and what it is.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="name">Its name.</param>
    /// <param name="width">Columns of the names.</param>
    /// <param name="text">What it is.</param>
    internal static void Entry(this Terminal terminal, string name, int width, string text)
    {
        if (terminal.IsScreen)
        {
            terminal.Show(Whole(name, width, text));
        }
        else
        {
            terminal.Line(name.PadRight(width) + text);
        }
    }

    private static StyledLine Whole(string name, int width, string text) => new(StyledLine.Part(name.PadRight(width), Quiet), StyledLine.Part(text));
}

using Spectre.Console;

namespace Yolo.Cli.Display;

/// <summary>What is known of a run before and after it, a fact a line: its name, and what it is.</summary>
internal static class Facts
{
    private const int LabelWidth = 11;
    private static readonly Style Quiet = new(Color.Grey);

    /// <summary>Shows a fact on a screen.</summary>
    /// <param name="terminal">The terminal; where it is no screen, nothing is shown.</param>
    /// <param name="name">Its name, of at most 10 letters; empty for another line of the one before.</param>
    /// <param name="text">What it is.</param>
    /// <param name="style">How it looks; null for plainly.</param>
    internal static void Fact(this Terminal terminal, string name, string text, Style? style = null) =>
        terminal.Show(new StyledLine(StyledLine.Part(name.PadRight(LabelWidth), Quiet), StyledLine.Part(text, style)));

    /// <summary>Writes an entry of a list: its name, and what it is.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="name">Its name.</param>
    /// <param name="width">Columns of the names.</param>
    /// <param name="text">What it is.</param>
    internal static void Entry(this Terminal terminal, string name, int width, string text)
    {
        if (terminal.IsScreen)
        {
            terminal.Show(new StyledLine(StyledLine.Part(name.PadRight(width), Quiet), StyledLine.Part(text)));
        }
        else
        {
            terminal.Line(name.PadRight(width) + text);
        }
    }

    /// <summary>Shows a fact that may be of any length in one line: what does not fit is left out.</summary>
    /// <inheritdoc cref="Fact"/>
    internal static void ShortFact(this Terminal terminal, string name, string text)
    {
        var room = Math.Max(1, terminal.Size.Width - LabelWidth - 1);
        terminal.Fact(name, text.Length <= room ? text : text[..(room - 1)] + "…");
    }
}

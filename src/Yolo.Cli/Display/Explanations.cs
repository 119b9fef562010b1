using System.Text.RegularExpressions;
using Spectre.Console;

namespace Yolo.Cli.Display;

/// <summary>Help: settings with their meaning, and text in two columns. On a screen the second column keeps to its place at any width.</summary>
internal static partial class Explanations
{
    private const int SettingWidth = 24;
    private const int Indent = 8;
    private static readonly Style Name = new(Color.Aqua);
    private static readonly Style Title = new(decoration: Decoration.Bold);

    /// <summary>Writes a heading.</summary>
    internal static void Heading(this Terminal terminal, string text)
    {
        if (terminal.IsScreen)
        {
            terminal.Show(new StyledLine(StyledLine.Part(text, Title)));
        }
        else
        {
            terminal.Line($"# {text}");
        }
    }

    /// <summary>Writes a setting and what it means.</summary>
    internal static void Setting(this Terminal terminal, string setting, string meaning)
    {
        if (terminal.IsScreen)
        {
            Show(terminal, setting, SettingWidth, meaning);
        }
        else
        {
            terminal.Line($"{setting,-SettingWidth} # {meaning}");
        }
    }

    /// <summary>Writes a text of ours, in which two or more spaces stand between a name and what it means, and a line that begins with many goes on with the meaning.</summary>
    internal static void Explain(this Terminal terminal, string text)
    {
        if (!terminal.IsScreen)
        {
            terminal.Text(text);
            return;
        }

        foreach (var line in Continuation().Replace(text.ReplaceLineEndings("\n"), " ").Split('\n'))
        {
            if (Columns().Match(line) is { Success: true } match)
            {
                Show(terminal, match.Groups[1].Value, match.Groups[2].Index, match.Groups[2].Value);
            }
            else
            {
                terminal.Prose(line);
            }
        }
    }

    private static void Show(Terminal terminal, string name, int width, string meaning)
    {
        if (width <= terminal.Size.Width / 2)
        {
            terminal.Show(TwoColumns.Of(new Text(VisibleText.Of(name), Name), width, new Text(VisibleText.Of(meaning))));
            return;
        }

        // Two columns would be too narrow: one below the other.
        terminal.Show(new StyledLine(StyledLine.Part(name, Name)));
        terminal.Show(TwoColumns.Of(new Text(""), Indent, new Text(VisibleText.Of(meaning))));
    }

    [GeneratedRegex(@"\n {7,}(?=\S)")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"^( *\S.*?) {2,}(\S.*)$")]
    private static partial Regex Columns();
}

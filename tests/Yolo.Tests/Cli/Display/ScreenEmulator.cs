using System.Globalization;
using System.Text.RegularExpressions;

namespace Yolo.Tests.Cli.Display;

/// <summary>
/// What a terminal shows of what was written to it: lines, broken where they are too long, the cursor, and the few sequences that the command uses. When
/// it becomes narrower it breaks long lines anew, and the cursor stays at its letter, as terminals do.
/// </summary>
internal sealed partial class ScreenEmulator(int width)
{
    // Each line as it was written, whatever the width is; it is broken when somebody looks.
    private readonly List<List<char>> lines = [[]];
    private int row;
    private int column;
    private bool wraps = true;

    /// <summary>Columns.</summary>
    internal int Width { get; set; } = width;

    /// <summary>The lines that are to be seen, without empty ones at the end.</summary>
    internal IReadOnlyList<string> Lines()
    {
        var shown = lines.SelectMany(line => line.Count == 0 ? [""] : line.Chunk(Width).Select(part => new string(part).TrimEnd())).ToList();
        while (shown is [.., ""])
        {
            shown.RemoveAt(shown.Count - 1);
        }

        return shown;
    }

    /// <summary>Takes text.</summary>
    internal void Write(string text)
    {
        foreach (Match match in Pieces().Matches(text))
        {
            switch (match.Value)
            {
                case "\r": column -= column % Width; break;
                case "\n": NextLine(); break;
                case "\e[K": ClearLine(); break;
                case "\e[J": Clear(); break;
                case "\e[?7l": wraps = false; break;
                case "\e[?7h": wraps = true; break;
                case ['\e', ..]: Assert.That(match.Value, Does.EndWith("m"), "a sequence that the emulator does not know"); break;
                default: Put(match.Value[0]); break;
            }
        }
    }

    private void NextLine()
    {
        (row, column) = (row + 1, 0);
        if (row == lines.Count)
        {
            lines.Add([]);
        }
    }

    private void Clear()
    {
        lines.RemoveRange(row + 1, lines.Count - row - 1);
        lines[row].RemoveRange(Math.Min(column, lines[row].Count), Math.Max(0, lines[row].Count - column));
    }

    // Of a line that was broken, the part in which the cursor is.
    private void ClearLine()
    {
        for (var at = column; at < Math.Min(lines[row].Count, column - (column % Width) + Width); at++)
        {
            lines[row][at] = ' ';
        }
    }

    private void Put(char letter)
    {
        if (!wraps && column > 0 && column % Width == 0)
        {
            column--;
        }

        while (lines[row].Count <= column)
        {
            lines[row].Add(' ');
        }

        lines[row][column++] = letter;
    }

    /// <summary>All lines, for messages.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width} columns:\n{string.Join('\n', Lines())}");

    [GeneratedRegex(@"\e\[[?0-9;]*[A-Za-z]|.|\n", RegexOptions.Singleline)]
    private static partial Regex Pieces();
}

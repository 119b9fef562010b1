using System.Globalization;
using System.Text;

namespace Yolo.Cli.Display;

/// <summary>
/// Text that names come in, made harmless: what a terminal would obey instead of showing it, such as a file name that clears the screen or a class name
/// with a line of its own, is written out, as <c>\n</c>, <c>\x1b</c> or <c>\u202e</c>.
/// </summary>
internal static class VisibleText
{
    private const int LastByte = 0xff;
    private const int UsuallyAdded = 16;

    /// <summary>One line of text.</summary>
    internal static string Of(string text)
    {
        var first = FirstHidden(text);
        if (first < 0)
        {
            return text;
        }

        var visible = new StringBuilder(text, 0, first, text.Length + UsuallyAdded);
        foreach (var letter in text.AsSpan(first))
        {
            if (IsHidden(letter))
            {
                visible.Append(Written(letter));
            }
            else
            {
                visible.Append(letter);
            }
        }

        return visible.ToString();
    }

    private static int FirstHidden(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (IsHidden(text[at]))
            {
                return at;
            }
        }

        return -1;
    }

    // Letters that turn the direction of a line make a name look like another; so do lines of their own.
    private static bool IsHidden(char letter) =>
        char.IsControl(letter) || letter is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';

    private static string Written(char letter) => letter switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        <= (char)LastByte => string.Create(CultureInfo.InvariantCulture, $@"\x{(int)letter:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)letter:x4}"),
    };
}

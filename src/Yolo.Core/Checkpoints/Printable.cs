using System.Globalization;
using System.Text;

namespace Yolo.Checkpoints;

/// <summary>Makes names out of a file fit to be shown: a hostile file must not send control codes to a terminal or fill the screen.</summary>
internal static class Printable
{
    private const int MaximumLength = 100;

    internal static string Quote(string text) => $"'{Text(text)}'";

    internal static string Text(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaximumLength) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaximumLength)))
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                result.Append(c);
            }
        }

        return text.Length > MaximumLength ? result.Append('…').ToString() : result.ToString();
    }
}

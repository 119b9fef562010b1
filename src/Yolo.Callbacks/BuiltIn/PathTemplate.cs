using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Yolo.Callbacks;

/// <summary>File names with numbers in braces: <c>{epoch:00}-{val_loss:0.00}.pt</c>. Takes .NET formats and the printf-like ones of Python (<c>02d</c>, <c>.2f</c>).</summary>
internal static partial class PathTemplate
{
    /// <exception cref="FormatException">A brace is not closed.</exception>
    /// <exception cref="KeyNotFoundException">A name is not among the values.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, double> values)
    {
        var result = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            if (open < 0)
            {
                result.Append(template, at, template.Length - at);
                break;
            }

            var close = template.IndexOf('}', open);
            if (close < 0)
            {
                throw new FormatException($"In the path template '{template}' a brace is opened but not closed.");
            }

            result.Append(template, at, open - at).Append(Format(template[(open + 1)..close], template, values));
            at = close + 1;
        }

        return result.ToString();
    }

    private static string Format(string field, string template, IReadOnlyDictionary<string, double> values)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? field : field[..colon];
        if (!values.TryGetValue(name, out var value))
        {
            throw new KeyNotFoundException($"The path template '{template}' needs '{name}', which is not known; known are: {string.Join(", ", values.Keys)}.");
        }

        var format = colon < 0 ? string.Empty : field[(colon + 1)..];
        if (Integer().Match(format) is { Success: true } integer)
        {
            return ((long)value).ToString("D" + integer.Groups[1].Value, CultureInfo.InvariantCulture);
        }

        var real = Real().Match(format);
        return value.ToString(real.Success ? "F" + real.Groups[1].Value : format, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^0?(\d*)d$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^\d*\.(\d+)f$")]
    private static partial Regex Real();
}

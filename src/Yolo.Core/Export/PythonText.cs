using System.Globalization;

namespace Yolo.Export;

/// <summary>Values as Python writes them, which is how readers of metadata expect them.</summary>
internal static class PythonText
{
    /// <summary>Any of null, bool, int, double, string, lists and ordered pairs of them.</summary>
    public static string Of(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        string text => Quoted(text),
        IEnumerable<KeyValuePair<object, object?>> pairs => $"{{{string.Join(", ", pairs.Select(pair => $"{Of(pair.Key)}: {Of(pair.Value)}"))}}}",
        IEnumerable<string> list => $"[{string.Join(", ", list.Select(item => Of(item)))}]",
        IEnumerable<int> list => $"[{string.Join(", ", list.Select(item => Of(item)))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType()} has no form in Python here.", nameof(value)),
    };

    private static string Quoted(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var escaped = string.Concat(text.Select(letter => letter switch
        {
            '\\' => @"\\",
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            _ when letter == quote => $"\\{letter}",
            _ when char.IsControl(letter) => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
            _ => letter.ToString(),
        }));
        return $"{quote}{escaped}{quote}";
    }
}

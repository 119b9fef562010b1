using System.Globalization;
using System.Text;

namespace Yolo.Onnx;

/// <summary>
/// Reads values as Python writes them, which is how exporters of the family put lists and names into a file's metadata: numbers, text, truth, None, lists, tuples and
/// dictionaries. Nothing is executed.
/// </summary>
internal sealed class PythonLiteral
{
    private const int DeepestNesting = 16;

    private readonly string text;
    private int position;

    private PythonLiteral(string text)
    {
        this.text = text;
    }

    /// <summary>Reads one value, alone in the text.</summary>
    /// <returns>null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, a list of values, or a list of pairs of a dictionary.</returns>
    /// <exception cref="FormatException">It is no such value; where it goes wrong.</exception>
    internal static object? Parse(string text)
    {
        var reader = new PythonLiteral(text);
        var value = reader.Value(DeepestNesting);
        reader.SkipBlanks();
        return reader.position == text.Length ? value : throw reader.Unexpected();
    }

    private object? Value(int depth)
    {
        if (depth == 0)
        {
            throw new FormatException("Lists are nested too deeply.");
        }

        SkipBlanks();
        return Peek() switch
        {
            '\'' or '"' => Text(),
            '[' => List(']', depth),
            '(' => List(')', depth),
            '{' => Dictionary(depth),
            _ => Word(),
        };
    }

    private List<object?> List(char end, int depth)
    {
        position++;
        List<object?> items = [];
        while (!TakeEnd(end))
        {
            items.Add(Value(depth - 1));
            TakeComma(end);
        }

        return items;
    }

    private List<KeyValuePair<object?, object?>> Dictionary(int depth)
    {
        position++;
        List<KeyValuePair<object?, object?>> pairs = [];
        while (!TakeEnd('}'))
        {
            var key = Value(depth - 1);
            SkipBlanks();
            Take(':');
            pairs.Add(new(key, Value(depth - 1)));
            TakeComma('}');
        }

        return pairs;
    }

    private string Text()
    {
        var quote = text[position++];
        var value = new StringBuilder();
        while (Peek() != quote)
        {
            if (position == text.Length)
            {
                throw Unexpected();
            }

            value.Append(text[position] == '\\' ? Escape() : text[position].ToString());
            position++;
        }

        position++;
        return value.ToString();
    }

    // Leaves the position at the last letter of the escape.
    private string Escape()
    {
        position++;
        switch (Peek())
        {
            case 'n': return "\n";
            case 't': return "\t";
            case 'r': return "\r";
            case '\\' or '\'' or '"': return text[position].ToString();
            case 'x': return Code(2);
            case 'u': return Code(4);
            case 'U': return Code(8);
            default: throw Unexpected();
        }
    }

    private string Code(int digits)
    {
        if (position + digits < text.Length
            && int.TryParse(text.AsSpan(position + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.IsValid(code))
        {
            position += digits;
            return char.ConvertFromUtf32(code);
        }

        throw Unexpected();
    }

    private object? Word()
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '.' or '-' or '+' or '_'))
        {
            position++;
        }

        var word = text[start..position];
        switch (word)
        {
            case "None": return null;
            case "True": return true;
            case "False": return false;
        }

        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        position = start;
        throw Unexpected();
    }

    private bool TakeEnd(char end)
    {
        SkipBlanks();
        if (Peek() != end)
        {
            return false;
        }

        position++;
        return true;
    }

    private void TakeComma(char end)
    {
        SkipBlanks();
        if (Peek() != end)
        {
            Take(',');
        }
    }

    private void Take(char expected)
    {
        if (Peek() != expected)
        {
            throw Unexpected();
        }

        position++;
    }

    private void SkipBlanks()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
    }

    // The end of the text reads as a letter that nothing expects.
    private char Peek() => position < text.Length ? text[position] : '\0';

    private FormatException Unexpected() => new(position < text.Length
        ? FormattableString.Invariant($"'{text[position]}' at letter {position + 1} is not expected there.")
        : "It ends too soon.");
}

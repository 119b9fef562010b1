using System.Globalization;
using System.Numerics;
using System.Text;

namespace Yolo.Checkpoints.Pickle;

/// <summary>Reads the numbers and strings of protocol 0, which are lines of text.</summary>
internal static class PickleText
{
    /// <summary>Parsing decimals takes quadratic time; Python itself stops at 4300 digits.</summary>
    private const int LongestNumber = 4300;

    internal static object Read(PickleOpcode opcode, PickleInput input, MemoryBudget budget)
    {
        var line = input.ReadLine();
        budget.Charge(24 + (4L * line.Length));
        return opcode switch
        {
            PickleOpcode.Int when line.SequenceEqual("01"u8) => PickleBoxes.True,
            PickleOpcode.Int when line.SequenceEqual("00"u8) => PickleBoxes.False,
            PickleOpcode.Int => Integer(input, line),
            PickleOpcode.Long => Integer(input, line is [.., (byte)'L'] ? line[..^1] : line),
            PickleOpcode.Float => Float(input, line),
            PickleOpcode.String => QuotedString(input, line),
            _ => RawUnicode(input, line),
        };
    }

    internal static int MemoIndex(PickleInput input)
    {
        var line = input.ReadLine();
        return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw input.Fail("a memo index is not a number");
    }

    private static object Integer(PickleInput input, ReadOnlySpan<byte> line)
    {
        if (long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return PickleBoxes.Of(value);
        }

        return line.Length <= LongestNumber
            && BigInteger.TryParse(Encoding.Latin1.GetString(line), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big)
            ? big
            : throw input.Fail("an integer is not written as one");
    }

    private static double Float(PickleInput input, ReadOnlySpan<byte> line)
    {
        if (line.Length <= LongestNumber && double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        return Encoding.Latin1.GetString(line[..Math.Min(line.Length, 10)]) switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => throw input.Fail("a float is not written as one"),
        };
    }

    /// <summary>A string as Python's <c>repr</c> writes it: quotes around, backslash escapes within.</summary>
    private static string QuotedString(PickleInput input, ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] != line[^1] || line[0] is not ((byte)'\'' or (byte)'"'))
        {
            throw input.Fail("a string lacks its quotes");
        }

        return Unescape(input, Encoding.Latin1.GetString(line[1..^1]), everything: true);
    }

    private static string RawUnicode(PickleInput input, ReadOnlySpan<byte> line) =>
        Unescape(input, Encoding.Latin1.GetString(line), everything: false);

    private static string Unescape(PickleInput input, string text, bool everything)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var escape = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            var digits = escape switch { 'x' when everything => 2, 'u' when !everything => 4, 'U' when !everything => 8, _ => 0 };
            if (digits > 0)
            {
                result.Append(Character(input, text.AsSpan(i + 2), digits));
                i += digits + 1;
            }
            else if (everything && escape != '\0')
            {
                result.Append(Simple(input, escape));
                i++;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static string Character(PickleInput input, ReadOnlySpan<char> rest, int digits)
    {
        var valid = rest.Length >= digits
            & int.TryParse(rest[..Math.Min(digits, rest.Length)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        return valid && Rune.IsValid(code) ? new Rune(code).ToString() : throw input.Fail("a string holds a broken escape");
    }

    private static char Simple(PickleInput input, char escape) => escape switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '\\' or '\'' or '"' => escape,
        _ => throw input.Fail($"a string holds the unknown escape {Printable.Quote("\\" + escape)}"),
    };
}

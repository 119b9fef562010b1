using System.Collections;
using System.Globalization;
using Yolo.Geometry;

namespace Yolo.Models;

/// <summary>Checked access to the values of a description, wherever they come from: a YAML file or a checkpoint.</summary>
/// <param name="values">The top level.</param>
/// <param name="source">What errors call it.</param>
internal sealed class SpecReader(IReadOnlyDictionary<string, object?> values, string source)
{
    /// <summary>The most repeats of a layer: far above what anybody builds, and far below what takes minutes.</summary>
    internal const int MostRepeats = 1000;

    public int? Integer(string key) => Optional(key) is { } value ? AsInteger(value, key) : null;

    public double? Number(string key) => Optional(key) is { } value ? AsNumber(value, key) : null;

    public bool? Flag(string key) => Optional(key) switch
    {
        null => null,
        bool flag => flag,
        var other => throw Error($"'{key}' must be true or false, not '{Show(other)}'."),
    };

    public string? Text(string key) => Optional(key) switch
    {
        null => null,
        string text => text,
        var other => throw Error($"'{key}' must be text, not '{Show(other)}'."),
    };

    public KeypointShape? KeypointShape()
    {
        if (Optional("kpt_shape") is not { } value)
        {
            return null;
        }

        var numbers = AsList(value) ?? throw Error($"'kpt_shape' must be [points, 2 or 3], not '{Show(value)}'.");
        return numbers.Count == 2 && AsInteger(numbers[0], "kpt_shape") is > 0 and var count && AsInteger(numbers[1], "kpt_shape") is 2 or 3
            ? new KeypointShape(count, AsInteger(numbers[1], "kpt_shape"))
            : throw Error($"'kpt_shape' must be [points, 2 or 3], not '{Show(value)}'.");
    }

    public IReadOnlyList<(string Letter, ScaleFactors Factors)> Scales()
    {
        if (Optional("scales") is not { } value)
        {
            return [];
        }

        var letters = value as IEnumerable<KeyValuePair<string, object?>> ?? throw Error("'scales' must map letters to [depth, width, max_channels].");
        return [.. letters.Select(entry => (entry.Key, Factors(entry.Key, entry.Value)))];
    }

    public IReadOnlyList<LayerRow> Rows(string key)
    {
        var rows = AsList(Optional(key)) ?? throw Error($"'{key}' is missing: a list of rows [from, repeats, block, arguments].");
        return [.. rows.Select((row, index) => Row(key, index, row))];
    }

    public ModelSpecException Error(string message, int line = 0) =>
        new(line > 0 ? FormattableString.Invariant($"{source}, line {line}: {message}") : $"{source}: {message}");

    public static string Show(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Show))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static IReadOnlyList<object?>? AsList(object? value) =>
        value is string or not IEnumerable ? null : value as IReadOnlyList<object?> ?? [.. ((IEnumerable)value).Cast<object?>()];

    private static int? TryInteger(object? value) => value switch
    {
        int small => small,
        long large and >= int.MinValue and <= int.MaxValue => (int)large,
        _ => null,
    };

    private object? Optional(string key) => values.TryGetValue(key, out var value) ? value : null;

    private int AsInteger(object? value, string what, int line = 0) =>
        TryInteger(value) ?? throw Error($"'{what}' must be a whole number, not '{Show(value)}'.", line);

    private double AsNumber(object? value, string what) => value switch
    {
        double number => number,
        float number => number,
        _ => TryInteger(value) ?? throw Error($"'{what}' must be a number, not '{Show(value)}'."),
    };

    private ScaleFactors Factors(string letter, object? value)
    {
        var numbers = AsList(value);
        return numbers is { Count: 3 }
            ? new ScaleFactors(AsNumber(numbers[0], "depth"), AsNumber(numbers[1], "width"), AsNumber(numbers[2], "max_channels"))
            : throw Error($"scale '{letter}' must be [depth, width, max_channels], not '{Show(value)}'.");
    }

    private LayerRow Row(string section, int index, object? value)
    {
        var line = (value as SpecList)?.Line ?? 0;
        var parts = AsList(value);
        if (parts is not { Count: 4 } || parts[2] is not string block || AsList(parts[3]) is not { } arguments)
        {
            throw Error(FormattableString.Invariant($"row {index} of '{section}' must be [from, repeats, block, arguments], not '{Show(value)}'."), line);
        }

        var several = AsList(parts[0]);
        IReadOnlyList<int> from = several is null
            ? [AsInteger(parts[0], "from", line)]
            : [.. several.Select(item => AsInteger(item, "from", line))];
        var repeats = AsInteger(parts[1], "repeats", line);
        return repeats is >= 1 and <= MostRepeats && from.Count > 0
            ? new LayerRow(from, repeats, block, arguments, line) { HasSeveralInputs = several is not null }
            : throw Error(FormattableString.Invariant($"block {block}: it needs an input, and from 1 to {MostRepeats} repeats, not {repeats}."), line);
    }
}

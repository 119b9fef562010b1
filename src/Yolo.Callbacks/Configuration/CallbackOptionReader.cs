using System.Globalization;

namespace Yolo.Callbacks;

/// <summary>Reads the options of one callback; an option that it does not have is an error.</summary>
internal sealed class CallbackOptionReader
{
    private readonly string _callback;
    private readonly IReadOnlyDictionary<string, string> _values;

    public CallbackOptionReader(string callback, IReadOnlyDictionary<string, string> values, IReadOnlyList<string> known)
    {
        _callback = callback;
        _values = values;
        if (values.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
        {
            var advice = known.Count == 0 ? " It has none." : CallbackConfiguration.Suggest(unknown, known);
            throw new CallbackConfigurationException($"The callback '{callback}' has no option '{unknown}'.{advice}");
        }
    }

    public string? Text(string option) => _values.GetValueOrDefault(option);

    public string Required(string option) => Text(option) ?? throw Missing(option);

    public CallbackConfigurationException Missing(string option) => new($"The callback '{_callback}' needs callbacks.{_callback}.{option}.");

    /// <summary>What stands between commas, with brackets around it or without; nothing where nothing is said.</summary>
    public string[] Items(string option) =>
        (Text(option) ?? string.Empty).Trim().TrimStart('[', '(', '{').TrimEnd(']', ')', '}')
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whole numbers by whole numbers: <c>0:8,4:4</c>.</summary>
    public Dictionary<int, int> Numbered(string option)
    {
        var text = Required(option);
        var pairs = new Dictionary<int, int>();
        foreach (var item in Items(option))
        {
            if (item.Split(':', StringSplitOptions.TrimEntries) is not [var key, var value]
                || !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !pairs.TryAdd(from, number))
            {
                throw Bad(option, "numbers by numbers, each once, such as 0:8,4:4", text, null);
            }
        }

        return pairs;
    }

    public int? Integer(string option) => Parse(option, "a whole number", text => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture));

    public double? Number(string option) => Parse(option, "a number", text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

    public bool? Flag(string option) => Parse(option, "true or false", bool.Parse);

    public char? Character(string option) => Parse(option, "one character", text => text == "\\t" ? '\t' : char.Parse(text));

    public TimeSpan? Seconds(string option) => Number(option) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public Uri? Address(string option) => Text(option) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw Bad(option, "an address such as http://localhost:5000", text, null);

    public MonitorMode Mode(string option) => Text(option) switch
    {
        null or "auto" => MonitorMode.Auto,
        "min" => MonitorMode.Min,
        "max" => MonitorMode.Max,
        var other => throw Bad(option, "auto, min or max", other, null),
    };

    private T? Parse<T>(string option, string expected, Func<string, T> parse)
        where T : struct
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        try
        {
            return parse(text);
        }
        catch (Exception thrown) when (thrown is FormatException or OverflowException)
        {
            throw Bad(option, expected, text, thrown);
        }
    }

    private CallbackConfigurationException Bad(string option, string expected, string found, Exception? inner) =>
        new($"callbacks.{_callback}.{option} must be {expected}, not '{found}'.", inner);
}

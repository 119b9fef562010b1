using System.Globalization;
using TorchSharp;

namespace Yolo.Engine.Settings;

/// <summary>Reads the values of settings from text, and says what is wrong with them.</summary>
internal static class SettingText
{
    /// <summary>Whether a text is one of those that mean true or false.</summary>
    internal static bool IsFlag(string text) => text.ToLowerInvariant() is "true" or "1" or "yes" or "on" or "false" or "0" or "no" or "off";

    internal static bool Flag(string key, string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "on" => true,
        "false" or "0" or "no" or "off" => false,
        _ => throw Wrong(key, text, "true or false"),
    };

    internal static string Flag(bool value) => value ? "true" : "false";

    internal static int Integer(string key, string text, int minimum, int maximum = int.MaxValue) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw Wrong(key, text, maximum == int.MaxValue ? Invariant($"a whole number from {minimum}") : Invariant($"a whole number from {minimum} to {maximum}"));

    internal static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    internal static double Share(string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : throw Wrong(key, text, "a number from 0 to 1");

    internal static double Number(string key, string text, double minimum, double maximum = double.MaxValue) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw Wrong(key, text, (minimum == double.Epsilon ? "a number above 0" : Invariant($"a number from {minimum}")) + (maximum == double.MaxValue ? "" : Invariant($" to {maximum}")));

    /// <summary>What the text says, or null where it says that nothing is set.</summary>
    internal static string? Optional(string text) => text.Trim() is "" or "null" or "None" or "none" or "~" ? null : text;

    /// <summary>Whether a text says that there is to be none; an empty one says nothing.</summary>
    internal static bool IsNone(string text) => Optional(text) is null && !string.IsNullOrWhiteSpace(text);

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    internal static IReadOnlyList<int> Integers(string key, string text) =>
        [.. Items(text).Select(item => Integer(key, item, 0))];

    internal static string? Integers(IEnumerable<int>? values) => values is null ? null : $"[{string.Join(", ", values.Select(Integer))}]";

    /// <summary>One number for a square, or height and width: 640, 480,640 or [480, 640].</summary>
    internal static ImageSize Size(string key, string text)
    {
        var numbers = Items(text).Select(item => Integer(key, item, 1, 65536)).ToList();
        return numbers.Count switch
        {
            1 => new ImageSize(numbers[0], numbers[0]),
            2 => new ImageSize(numbers[0], numbers[1]),
            _ => throw Wrong(key, text, "one number, or height and width as in imgsz=480,640"),
        };
    }

    internal static string Size(ImageSize size) =>
        size.Height == size.Width ? Integer(size.Height) : $"[{Integer(size.Height)}, {Integer(size.Width)}]";

    /// <summary>A name of an enumeration in any case: split=val.</summary>
    internal static T Choice<T>(string key, string text)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => string.Equals(Choice(value), text, StringComparison.OrdinalIgnoreCase)).Cast<T?>().FirstOrDefault()
            ?? throw Wrong(key, text, $"one of {string.Join(", ", Enum.GetValues<T>().Select(Choice))}");

    internal static string Choice<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>One number, or height and width, of which the longer side counts where the input is a square.</summary>
    internal static int Side(string key, string text)
    {
        var size = Size(key, text);
        return Math.Max(size.Height, size.Width);
    }

    /// <summary>A device of <see cref="Devices.Offered"/>; null where nothing is said.</summary>
    internal static torch.Device? Device(string text) => Optional(text) is { } device ? Devices.Parse(device) : null;

    internal static SettingException Wrong(string key, string text, string expected) => new($"{key}={text} will not do: {key} takes {expected}.");

    /// <summary>What stands between the commas of a list, with brackets around it or without.</summary>
    internal static string[] Items(string text) =>
        text.Trim().TrimStart('[', '(').TrimEnd(']', ')').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

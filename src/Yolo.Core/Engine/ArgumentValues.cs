using System.Globalization;
using Yolo.Engine.Settings;

namespace Yolo.Engine;

/// <summary>Between settings and the plain values under which checkpoints hold them.</summary>
internal static class ArgumentValues
{
    /// <summary>Task, mode, model, all settings, each as what it is: a truth value, a number, a list, a text, or null; and the run's folder, in which the reference goes on.</summary>
    internal static Dictionary<string, object?> Of<TOptions>(SettingTable<TOptions> table, TOptions options, YoloModel model, string? folder)
        where TOptions : class, new()
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["task"] = model.Task, ["mode"] = "train", ["model"] = model.Source };
        foreach (var setting in table.All)
        {
            values[setting.Key] = setting.Read(options) is { } text ? Typed(text) : null;
        }

        values["save_dir"] = folder;
        return values;
    }

    /// <summary>The options with those values that are settings of the table; what else a checkpoint says is passed over.</summary>
    /// <exception cref="SettingException">A setting cannot take its value.</exception>
    internal static TOptions Apply<TOptions>(SettingTable<TOptions> table, TOptions options, IReadOnlyDictionary<string, object?> values)
        where TOptions : class, new()
    {
        foreach (var setting in table.All)
        {
            if (values.TryGetValue(setting.Key, out var value) && (value is not null || setting.HasNone))
            {
                options = setting.Write(options, value is null ? "None" : Text(value));
            }
        }

        return options;
    }

    private static object Typed(string text) =>
        bool.TryParse(text, out var flag) ? flag
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : text is ['[', .. var items, ']'] ? items.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(object? (item) => Typed(item)).ToList()
        : text;

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable<object?> items => $"[{string.Join(", ", items.Select(item => Text(item!)))}]",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

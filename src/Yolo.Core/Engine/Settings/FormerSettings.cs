namespace Yolo.Engine.Settings;

/// <summary>Settings that older versions of the reference had, which people still write and old files of settings still name.</summary>
internal static class FormerSettings
{
    // Each with its successor, and whether it said the opposite.
    private static readonly Dictionary<string, (string Key, bool Opposite)> Renamed = new(StringComparer.Ordinal)
    {
        ["boxes"] = ("show_boxes", false),
        ["hide_labels"] = ("show_labels", true),
        ["hide_conf"] = ("show_conf", true),
        ["line_thickness"] = ("line_width", false),
    };

    // Each with the default that old files of settings name.
    private static readonly Dictionary<string, string> Dropped = new(StringComparer.Ordinal)
    {
        ["label_smoothing"] = "0.0",
        ["save_hybrid"] = "false",
        ["crop_fraction"] = "1.0",
        ["image_weights"] = "false",
        ["fl_gamma"] = "0.0",
        ["v5loader"] = "false",
        ["min_memory"] = "false",
    };

    /// <summary>All names.</summary>
    internal static IEnumerable<string> Keys => Renamed.Keys.Concat(Dropped.Keys);

    /// <summary>What a renamed setting is called today; null if it was not renamed.</summary>
    internal static string? NameToday(string key) => Renamed.TryGetValue(key, out var successor) ? successor.Key : null;

    /// <summary>What somebody says today who wrote a renamed setting; null if it was not renamed.</summary>
    /// <exception cref="SettingException">A setting that said the opposite takes true or false.</exception>
    internal static KeyValuePair<string, string>? Successor(string key, string text)
    {
        if (!Renamed.TryGetValue(key, out var successor))
        {
            return null;
        }

        var value = successor.Opposite && SettingText.Optional(text) is not null ? SettingText.Flag(!SettingText.Flag(key, text)) : text;
        return new(successor.Key, value);
    }

    /// <summary>Whether the reference dropped a setting.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="usual">The default that it had.</param>
    internal static bool IsDropped(string key, out string? usual) => Dropped.TryGetValue(key, out usual);
}

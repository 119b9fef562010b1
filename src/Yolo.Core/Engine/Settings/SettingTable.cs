namespace Yolo.Engine.Settings;

/// <summary>All settings of a mode, in the order in which they are listed and written.</summary>
/// <typeparam name="TOptions">The record that holds them.</typeparam>
public sealed class SettingTable<TOptions>
{
    private readonly Dictionary<string, Setting<TOptions>> byKey;

    /// <summary>Makes a table.</summary>
    /// <param name="settings">The settings; keys differ.</param>
    public SettingTable(params IEnumerable<Setting<TOptions>> settings)
    {
        All = [.. settings];
        byKey = All.ToDictionary(setting => setting.Key, StringComparer.Ordinal);
    }

    /// <summary>The settings in their order.</summary>
    public IReadOnlyList<Setting<TOptions>> All { get; }

    /// <summary>The options with one setting changed.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="key">The setting's name.</param>
    /// <param name="text">Its value as text.</param>
    /// <exception cref="SettingException">There is no such setting, it cannot take this value, or it is one of the reference's that has no effect here.</exception>
    public TOptions Apply(TOptions options, string key, string text)
    {
        if (byKey.TryGetValue(key, out var setting))
        {
            return setting.Write(options, text);
        }

        if (ReferenceSettings.TryFind(key, out var usual, out var reason))
        {
            return SettingText.Optional(text) is not { } value || ReferenceSettings.IsSame(value, usual)
                ? options
                : throw new SettingException($"{key}={text} cannot be honoured: {reason}.");
        }

        var nearest = Spelling.Nearest(key, byKey.Keys);
        throw new SettingException($"There is no setting '{key}'{(nearest is null ? "" : $"; did you mean '{nearest}'?")} 'yolo cfg' lists all.");
    }

    /// <summary>Holds options that a program made to the ranges that hold for text.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="SettingException">A setting is out of its range; the message says which, its value, and what would do.</exception>
    public TOptions Require(TOptions options)
    {
        foreach (var setting in All)
        {
            if (setting.Read(options) is { } text)
            {
                _ = setting.Write(options, text);
            }
        }

        return options;
    }

    /// <summary>The settings as text by their names, without those that are not set.</summary>
    /// <param name="options">The record that holds them.</param>
    public IReadOnlyDictionary<string, string> Values(TOptions options) => All
        .Select(setting => (setting.Key, Value: setting.Read(options)))
        .Where(setting => setting.Value is not null)
        .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.Ordinal);
}

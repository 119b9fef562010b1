namespace Yolo.Engine.Settings;

/// <summary>All settings of a mode, in the order in which they are listed and written.</summary>
/// <typeparam name="TOptions">The record that holds them; a new one has the defaults.</typeparam>
internal sealed class SettingTable<TOptions> : ISettingTable
    where TOptions : class, new()
{
    private readonly Dictionary<string, Setting<TOptions>> byKey;

    /// <summary>Makes a table.</summary>
    internal SettingTable(ModeSet mode, TOptions usual, IEnumerable<Setting<TOptions>> settings)
    {
        Mode = mode;
        CommandLineDefaults = usual;
        All = [.. settings];
        byKey = All.ToDictionary(setting => setting.Key, StringComparer.Ordinal);
    }

    /// <summary>The settings in their order.</summary>
    public IReadOnlyList<Setting<TOptions>> All { get; }

    /// <summary>What the command line starts from: a run of it writes its folder, one of a program only what it is asked for.</summary>
    public TOptions CommandLineDefaults { get; }

    /// <inheritdoc/>
    ModeSet ISettingTable.Mode => Mode;

    /// <inheritdoc/>
    IEnumerable<(string Key, string Meaning, string? Usual)> ISettingTable.Rows => All.Select(setting => (setting.Key, setting.Meaning, setting.Read(CommandLineDefaults)));

    private ModeSet Mode { get; }

    private string ModeName => SettingTables.NameOf(Mode);

    /// <summary>
    /// The options with one setting changed. Text that says nothing (empty; None and null where none is no value of its own) gives the default. Settings of the reference that change nothing
    /// in this mode are taken and leave the options as they are.
    /// </summary>
    /// <param name="options">The options so far.</param>
    /// <param name="key">The setting's name.</param>
    /// <param name="text">Its value as text.</param>
    /// <param name="usual">Has the defaults; null for a new record.</param>
    /// <exception cref="SettingException">There is no such setting, it cannot take this value, or it is one of the reference's that is not offered here.</exception>
    public TOptions Apply(TOptions options, string key, string text, TOptions? usual = null)
    {
        if (byKey.TryGetValue(key, out var setting))
        {
            return setting.HasNone && SettingText.IsNone(text)
                ? setting.Write(options, text)
                : setting.Write(options, SettingText.Optional(text) ?? setting.Read(usual ?? new()) ?? "");
        }

        if (FormerSettings.Successor(key, text) is { } successor)
        {
            return Apply(options, successor.Key, successor.Value, usual);
        }

        RequireWithoutEffect(key, text);
        return options;
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

    /// <inheritdoc/>
    bool ISettingTable.Has(string key) => byKey.ContainsKey(key);

    /// <inheritdoc/>
    bool ISettingTable.HasNone(string key) => byKey.TryGetValue(key, out var setting) && setting.HasNone;

    /// <inheritdoc/>
    void ISettingTable.Check(string key, string text) => byKey[key].Write(new(), text);

    // A setting that this mode does not read: taken where it changes nothing in the reference, either, refused where somebody counts on it.
    private void RequireWithoutEffect(string key, string text)
    {
        if (FormerSettings.IsDropped(key, out var former))
        {
            Require(ReferenceSettings.IsSame(text, former) || SettingText.Optional(text) is null, key, text, "the reference has dropped it, too; leave it out");
            return;
        }

        var owner = SettingTables.All.FirstOrDefault(table => table.Has(key));
        if (ReferenceSettings.Find(key) is not { } known)
        {
            if (owner is null)
            {
                throw new SettingException(Unknown(key));
            }

            var usual = owner.Rows.First(row => row.Key == key).Usual;
            Require(ReferenceSettings.IsSame(text, usual), key, text, $"{key} is a setting of {SettingTables.NameOf(owner.Mode)}, not of {ModeName}");
            return;
        }

        if (SettingText.Optional(text) is not { } value || ReferenceSettings.IsSame(value, known.Usual))
        {
            return;
        }

        Require(!known.Modes.HasFlag(Mode), key, text, known.Reason ?? $"{ModeName} does not have it");
        owner?.Check(key, value);
        if (known.IsFlag && owner is null)
        {
            SettingText.Flag(key, value);
        }
    }

    private static void Require(bool condition, string key, string text, string reason)
    {
        if (!condition)
        {
            throw new SettingException($"{key}={text} cannot be honoured: {reason}.");
        }
    }

    private string Unknown(string key)
    {
        var nearest = Spelling.Nearest(key, byKey.Keys.Concat(ReferenceSettings.All.Select(setting => setting.Key)).Concat(FormerSettings.Keys));
        return $"There is no setting '{key}'{(nearest is null ? "." : $"; did you mean '{nearest}'?")} 'yolo help {ModeName}' lists all.";
    }
}

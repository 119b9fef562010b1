namespace Yolo.Engine.Settings;

/// <summary>The settings of a mode, whatever record holds them.</summary>
internal interface ISettingTable
{
    /// <summary>The mode.</summary>
    ModeSet Mode { get; }

    /// <summary>Names, meanings and defaults in the order in which they are listed.</summary>
    IEnumerable<(string Key, string Meaning, string? Usual)> Rows { get; }

    /// <summary>Whether the mode has a setting of this name.</summary>
    bool Has(string key);

    /// <summary>Whether none is a value of its own of a setting of the mode.</summary>
    bool HasNone(string key);

    /// <summary>Throws where a setting of the mode cannot take a value.</summary>
    /// <exception cref="SettingException">It cannot.</exception>
    void Check(string key, string text);
}

using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary>Names of settings on the command line: those of the modes, and those that all modes share and no table holds.</summary>
internal static class CommandSettings
{
    /// <summary>What every mode takes, besides its own.</summary>
    internal static readonly string[] Shared = ["model", "source", "verbose", "task", "mode", "cfg", "callbacks"];

    /// <summary>All names.</summary>
    internal static IEnumerable<string> Keys => Shared.Concat(SettingTables.All.Append(OnnxSettings.Table).SelectMany(table => table.Rows).Select(row => row.Key)).Concat(ReferenceSettings.All.Select(setting => setting.Key)).Distinct();

    /// <summary>Whether a word is the name of a setting.</summary>
    internal static bool IsKey(string key) => Keys.Contains(key);

    /// <summary>A value that shows how a setting is written.</summary>
    internal static string Example(string key)
    {
        var usual = SettingTables.All.SelectMany(table => table.Rows).FirstOrDefault(row => row.Key == key).Usual ?? ReferenceSettings.Find(key)?.Usual;
        return usual ?? key switch
        {
            "model" => "yolo11n.pt",
            "source" => "pictures/",
            "data" => "data.yaml",
            "device" => "cpu",
            "classes" or "freeze" => "0",
            "callbacks" => "tensorboard",
            _ => "…",
        };
    }
}

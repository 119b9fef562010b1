using System.Text;
using Yolo.Cli.Display;
using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary><c>yolo copy-cfg</c>: writes all settings with their defaults to a file to edit, which <c>cfg=</c> reads in every mode.</summary>
internal static class CopySettingsCommand
{
    private const string File = "default_copy.yaml";

    internal static int Run(Terminal terminal)
    {
        if (Path.Exists(File))
        {
            throw new UsageException($"{File} is there already and is not written over: rename it, or use it with cfg={File}.");
        }

        AtomicFile.WriteAllText(File, Text());
        terminal.Line($"{File}: edit it, then yolo MODE cfg={File}; what is written out wins.");
        return 0;
    }

    // A setting that several modes have with different defaults stays empty: each mode has its own then.
    private static string Text()
    {
        var text = new StringBuilder();
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in SettingTables.All)
        {
            text.Append($"# {SettingTables.NameOf(table.Mode)}\n");
            foreach (var (key, meaning, _) in table.Rows.Where(row => written.Add(row.Key)))
            {
                var values = SettingTables.All.SelectMany(other => other.Rows).Where(row => row.Key == key).Select(row => row.Usual).Distinct().ToList();
                text.Append($"{key + ": " + (values is [{ } usual] ? usual : ""),-24} # {meaning}\n");
            }
        }

        return text.ToString();
    }
}

using System.Text;
using Yolo.Engine.Settings;

namespace Yolo.Engine;

/// <summary>Writes args.yaml: every setting of a run with the value that it worked with, so that it can be read back and repeated, here and by the reference (<c>cfg=args.yaml</c>).</summary>
internal static class ArgumentsFile
{
    // The reference refuses what it does not know: these are left out at their defaults.
    private static readonly HashSet<string> OurOwn = new(StringComparer.Ordinal) { "reconnects", "allow_private", "ffmpeg", "persist", "trail", "frames" };

    internal static void Write<TOptions>(string path, string mode, YoloModel model, SettingTable<TOptions> table, TOptions options)
        where TOptions : class, new()
    {
        var usual = new TOptions();
        var text = new StringBuilder();
        text.Append($"task: {model.Task}\nmode: {mode}\nmodel: {Quote(model.Source)}\n");
        foreach (var setting in table.All.Where(setting => !OurOwn.Contains(setting.Key) || setting.Read(options) != setting.Read(usual)))
        {
            text.Append($"{setting.Key}: {(setting.Read(options) is { } value ? Quote(value) : "null")}\n");
        }

        AtomicFile.WriteAllText(path, text.ToString());
    }

    // Single quotes hold anything in YAML; plain words, numbers and lists of numbers need none.
    private static string Quote(string value) =>
        value.Length > 0 && value.All(character => char.IsAsciiLetterOrDigit(character) || " .-_/[],:".Contains(character, StringComparison.Ordinal)) && !value.Contains(": ", StringComparison.Ordinal)
            ? value
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}

using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary>A file of settings, such as the args.yaml of a run, of ours or of the reference: <c>cfg=args.yaml</c>.</summary>
/// <remarks>
/// Such a file names every setting of its run. What is at its default there is nobody's wish: in another mode that mode's own default holds. What
/// somebody set is taken, where it changes something.
/// </remarks>
internal static class SettingsFile
{
    // What a file says about the run it comes from, and no setting of another.
    private static readonly string[] Passed = ["task", "mode", "cfg", "save_dir", "resume"];

    /// <summary>The settings of a command line with those of its file before them, so that what is written out wins.</summary>
    /// <exception cref="UsageException">The file is missing, or no dictionary of settings.</exception>
    internal static Arguments Expand(Arguments arguments)
    {
        var file = SettingText.Optional(arguments.Settings.LastOrDefault(setting => setting.Key == "cfg").Value ?? "");
        var typed = arguments.Settings.Where(setting => setting.Key != "cfg").ToList();
        if (file is null)
        {
            return arguments with { Settings = typed };
        }

        var lines = Read(file);
        var origin = Value(lines, "mode");
        var mode = arguments.Mode ?? origin;
        var wishes = lines.Where(line => !Passed.Contains(line.Key) && !IsNobodysWish(line, lines, origin, mode)).ToList();
        return arguments with
        {
            Mode = mode is null || Arguments.Modes.Contains(mode) || AbsentModes.Has(mode) ? mode : throw new UsageException($"cfg={file}: there is no mode '{mode}'."),
            Task = arguments.Task ?? (wishes.Any(line => line.Key == "model") && typed.TrueForAll(setting => setting.Key != "model") ? Value(lines, "task") : null),
            Settings = [.. wishes, .. typed],
            FromFile = wishes,
        };
    }

    private static bool IsNobodysWish(KeyValuePair<string, string> line, List<KeyValuePair<string, string>> lines, string? origin, string? mode)
    {
        if (SettingText.Optional(line.Value) is not { } value)
        {
            return !SettingText.IsNone(line.Value) || SettingTables.Find(mode)?.HasNone(line.Key) != true;
        }

        // Tracking has no data set but a film of its own.
        if (mode == "track" && line.Key == "data" && value != Data.Shapes.ShapesDataset.Name)
        {
            return true;
        }

        // A run that is repeated had this side, though its model may have another of its own.
        if (origin is null || (line.Key == "imgsz" && origin == mode && Value(lines, "model") is not null))
        {
            return false;
        }

        // The reference's always names a tracker, and ours in track alone; that has none of what is drawn of features.
        var usual = lines.Exists(other => other.Key == "tracker") && (origin != "track" || lines.Exists(other => other.Key == "visualize"))
            ? ReferenceSettings.Find(line.Key)?.Usual
            : SettingTables.Find(origin)?.Rows.FirstOrDefault(row => row.Key == line.Key).Usual;
        return ReferenceSettings.IsSame(value, usual) || (origin != mode && (line.Key == "name" || (line.Key == "batch" && IsChosenByMachine(value)) || IsOnlyOf(origin, mode, line.Key)));
    }

    // Ours alone, and of no meaning to the mode that runs.
    private static bool IsOnlyOf(string origin, string? mode, string key) =>
        ReferenceSettings.Find(key) is null && SettingTables.Find(origin)?.Has(key) == true && SettingTables.Find(mode)?.Has(key) != true;

    // Such a batch fits a training to its machine; other modes have no such choice.
    private static bool IsChosenByMachine(string batch) =>
        double.TryParse(batch, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size < 1;

    private static string? Value(List<KeyValuePair<string, string>> lines, string key) => SettingText.Optional(lines.Find(line => line.Key == key).Value ?? "");

    private static List<KeyValuePair<string, string>> Read(string path)
    {
        var stream = new YamlStream();
        try
        {
            using var text = File.OpenText(RegularFile.Require(path));
            stream.Load(text);
        }
        catch (Exception error) when (error is YamlException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new UsageException($"cfg={path} cannot be read: {error.Message}");
        }

        return stream.Documents is [{ RootNode: YamlMappingNode settings }]
            ? settings.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), Text(pair.Value))).ToList()
            : throw new UsageException($"cfg={path} holds no settings; it takes lines such as 'epochs: 100'.");
    }

    private static string Text(YamlNode node) => node is YamlSequenceNode list ? $"[{string.Join(", ", list.Select(Text))}]" : ((node as YamlScalarNode)?.Value ?? "");
}

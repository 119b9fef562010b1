using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Yolo.Cli;

/// <summary>A file of settings, such as the args.yaml of a run: <c>cfg=args.yaml</c>.</summary>
internal static class SettingsFile
{
    // What a file says about the run it comes from, and no setting of another.
    private static readonly string[] Passed = ["task", "mode", "cfg", "save_dir", "resume"];

    /// <summary>The settings of a command line with those of its file before them, so that what is written out wins.</summary>
    /// <exception cref="UsageException">The file is missing, or no dictionary of settings.</exception>
    internal static Arguments Expand(Arguments arguments)
    {
        var file = arguments.Settings.LastOrDefault(setting => setting.Key == "cfg").Value;
        return string.IsNullOrEmpty(file)
            ? arguments
            : arguments with { Settings = [.. Read(file), .. arguments.Settings.Where(setting => setting.Key != "cfg")] };
    }

    private static List<KeyValuePair<string, string>> Read(string path)
    {
        var stream = new YamlStream();
        try
        {
            using var text = File.OpenText(path);
            stream.Load(text);
        }
        catch (Exception error) when (error is YamlException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new UsageException($"cfg={path} cannot be read: {error.Message}");
        }

        return stream.Documents is [{ RootNode: YamlMappingNode settings }]
            ? settings.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), Text(pair.Value))).Where(pair => pair.Value is not ("" or "null" or "None" or "~") && !Passed.Contains(pair.Key)).ToList()
            : throw new UsageException($"cfg={path} holds no settings; it takes lines such as 'epochs: 100'.");
    }

    private static string Text(YamlNode node) => node is YamlSequenceNode list ? $"[{string.Join(", ", list.Select(Text))}]" : ((node as YamlScalarNode)?.Value ?? "");
}

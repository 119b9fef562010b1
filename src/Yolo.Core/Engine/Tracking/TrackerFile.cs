using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Yolo.Engine.Settings;
using Yolo.Tracking;
using static Yolo.Engine.Settings.SettingText;

namespace Yolo.Engine.Tracking;

/// <summary>Reads the settings of a tracker from YAML, in the reference's keys. What a file does not say keeps its default.</summary>
internal static class TrackerFile
{
    /// <summary>The tracker that is taken when none is named.</summary>
    internal const string Default = "botsort.yaml";

    private const string TypeKey = "tracker_type";
    private const string Byte = "bytetrack", Bot = "botsort";

    private static readonly Setting<TrackerOptions>[] ByteKeys =
    [
        new("track_high_thresh", "", (options, text) => options with { HighThreshold = Share("track_high_thresh", text) }, options => Number(options.HighThreshold)),
        new("track_low_thresh", "", (options, text) => options with { LowThreshold = Share("track_low_thresh", text) }, options => Number(options.LowThreshold)),
        new("new_track_thresh", "", (options, text) => options with { NewThreshold = Share("new_track_thresh", text) }, options => Number(options.NewThreshold)),
        new("track_buffer", "", (options, text) => options with { Buffer = Integer("track_buffer", text, 0) }, options => Integer(options.Buffer)),
        new("match_thresh", "", (options, text) => options with { MatchThreshold = Share("match_thresh", text) }, options => Number(options.MatchThreshold)),
        new("fuse_score", "", (options, text) => options with { FuseScore = Flag("fuse_score", text) }, options => Flag(options.FuseScore)),
    ];

    private static readonly Setting<BotSortOptions>[] BotKeys =
    [
        .. ByteKeys.Select(key => key.For<BotSortOptions>()),
        new("gmc_method", "", (options, text) => options with { Camera = Motion(text) }, options => options.Camera.ToString()),
        new("proximity_thresh", "", (options, text) => options with { ProximityThreshold = Share("proximity_thresh", text) }, options => Number(options.ProximityThreshold)),
        new("appearance_thresh", "", (options, text) => options with { AppearanceThreshold = Share("appearance_thresh", text) }, options => Number(options.AppearanceThreshold)),
        new("with_reid", "", (options, text) => options with { UseAppearance = Flag("with_reid", text) }, options => Flag(options.UseAppearance)),
        new("model", "", RequireAuto, _ => "auto"),
    ];

    /// <summary>Whether a key is one of such files, and no setting of a run.</summary>
    internal static bool HasOnly(string key) => key == TypeKey || Array.Exists(BotKeys, known => known.Key == key && key != "model");

    /// <summary>Reads a file, or one of the two that are built in.</summary>
    /// <param name="name">Its path; where there is none, the name of a built-in one, with or without its ending.</param>
    /// <exception cref="SettingException">There is none; or it has a key that no tracker has, or a value that will not do.</exception>
    internal static TrackerOptions Read(string name)
    {
        if (Directory.Exists(name))
        {
            throw new SettingException($"tracker={name} is a folder; name a file with the keys of a tracker, or {Bot}.yaml or {Byte}.yaml, which are built in.");
        }

        if (File.Exists(name))
        {
            return Read(name, Load(name));
        }

        var bare = Path.GetExtension(name) is ".yaml" or ".yml" ? Path.ChangeExtension(name, null) : name;
        return bare switch
        {
            Byte => new TrackerOptions(),
            Bot => new BotSortOptions(),
            _ => throw new SettingException($"tracker={name}: there is no such file{(Spelling.Nearest(bare, [Bot, Byte]) is { } near ? $"; did you mean '{near}.yaml'?" : ".")} Built in are {Bot}.yaml and {Byte}.yaml."),
        };
    }

    private static TrackerOptions Read(string file, YamlMappingNode root)
    {
        var keys = root.Children.ToDictionary(entry => Scalar(file, entry.Key), entry => entry.Value, StringComparer.Ordinal);
        return keys.Remove(TypeKey, out var type)
            ? Scalar(file, type) switch
            {
                Byte => Apply(file, keys, new TrackerOptions(), ByteKeys),
                Bot => Apply(file, keys, new BotSortOptions(), BotKeys),
                var other => throw At(file, type, $"{TypeKey}: {other} will not do: there are {Bot} and {Byte}."),
            }
            : throw new SettingException($"{file}: the file does not say which tracker it is for: {TypeKey}: {Bot} or {Byte}.");
    }

    private static TOptions Apply<TOptions>(string file, Dictionary<string, YamlNode> entries, TOptions options, Setting<TOptions>[] keys)
        where TOptions : TrackerOptions
    {
        foreach (var (name, node) in entries)
        {
            var key = Array.Find(keys, key => key.Key == name) ?? throw At(file, node, Unknown(name, keys.Select(key => key.Key)));
            var text = Scalar(file, node);
            try
            {
                options = key.Write(options, text);
            }
            catch (SettingException error)
            {
                throw At(file, node, error.Message);
            }
        }

        return options;
    }

    private static string Unknown(string name, IEnumerable<string> keys) =>
        Array.Exists(BotKeys, key => key.Key == name) ? $"'{name}' is a key of {Bot} alone; {Byte} does not read it. Leave it out."
        : Spelling.Nearest(name, keys.Append(TypeKey)) is { } near ? $"there is no key '{name}'; did you mean '{near}'?"
        : $"there is no key '{name}'. There are {string.Join(", ", keys)}.";

    private static CameraMotion Motion(string text) => Optional(text)?.ToLowerInvariant() switch
    {
        null => CameraMotion.None,
        "sparseoptflow" => CameraMotion.SparseOpticalFlow,
        "orb" or "sift" or "ecc" => throw new SettingException($"gmc_method={text} is not offered: it finds what sparseOptFlow finds with more work. Take sparseOptFlow, or none for a camera that stands still."),
        _ => throw Wrong("gmc_method", text, "sparseOptFlow, or none for a camera that stands still"),
    };

    private static BotSortOptions RequireAuto(BotSortOptions options, string text) => text == "auto"
        ? options
        : throw new SettingException($"model={text} is not offered: what objects look like is taken from the detector itself (model: auto).");

    private static YamlMappingNode Load(string file)
    {
        try
        {
            using var text = File.OpenText(RegularFile.Require(file));
            var stream = new YamlStream();
            stream.Load(text);
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new SettingException($"{file}: a tracker's file is one list of keys and values, such as 'track_buffer: 30'.");
        }
        catch (YamlException error)
        {
            throw new SettingException($"{file}:{error.Start.Line}: this is no valid YAML: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"tracker={file} cannot be read: {FileReason.Of(file, error)}", error);
        }
    }

    private static string Scalar(string file, YamlNode node) => node is YamlScalarNode { Value: { } text }
        ? text
        : throw At(file, node, "a key has one value.");

    private static SettingException At(string file, YamlNode node, string what) => new($"{file}:{node.Start.Line}: {what}");
}

using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using static Yolo.Engine.Settings.SettingText;

namespace Yolo.Engine.Tracking;

/// <summary>The settings of tracking by their names on the command line and in args.yaml.</summary>
internal static class TrackSettings
{
    /// <summary>All of them.</summary>
    public static SettingTable<TrackOptions> Table { get; } = new(ModeSet.Track, new() { Save = true },
    [
        .. PredictSettings.Table.All.Select(setting => setting.For<TrackOptions>()),
        new("tracker", "what follows the objects: botsort.yaml, bytetrack.yaml, or a file with their keys", (options, text) => options with { Tracker = text }, options => options.TrackerSettings is null ? options.Tracker : null),
        new("persist", "go on with the tracks at other pictures and videos: for folders of frames", (options, text) => options with { Persist = Flag("persist", text) }, options => Flag(options.Persist)),
        new("trail", "how many of its last positions are drawn behind each object", (options, text) => options with { Trail = Integer("trail", text, 0, 10_000) }, options => Integer(options.Trail)),
        new("data", "shapes: generate a film of moving shapes, and judge the tracks by its truth", (options, text) => options with { Data = Film(text) }, options => options.Data),
        new("frames", "how many frames the generated film has", (options, text) => options with { Frames = Integer("frames", text, 1, 100_000) }, options => Integer(options.Frames)),
    ]);

    private static string? Film(string text) => Optional(text) switch
    {
        null => null,
        Data.Shapes.ShapesDataset.Name => text,
        _ => throw Wrong("data", text, "shapes, whose film is generated; videos are named by source"),
    };
}

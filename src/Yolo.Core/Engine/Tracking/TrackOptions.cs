using Yolo.Engine.Prediction;
using Yolo.Models;
using Yolo.Tracking;

namespace Yolo.Engine.Tracking;

/// <summary>Settings of tracking: those of prediction, and what follows the objects. The defaults are the reference's.</summary>
public sealed record TrackOptions : PredictOptions
{
    /// <summary>The defaults: even unsure detections are kept, for a tracker knows which of them belong to something, and each object has its colour.</summary>
    public TrackOptions()
    {
        Confidence = 0.1;
        Name = "track";
        Plot = Plot with { ColourByObject = true };
    }

    /// <summary>The tracker: "botsort.yaml" or "bytetrack.yaml", or a file of one's own with their keys. Default "botsort.yaml".</summary>
    public string Tracker { get; init; } = TrackerFile.Default;

    /// <summary>The tracker's settings in place of a file: <see cref="TrackerOptions"/> for ByteTrack, <see cref="BotSortOptions"/> for BoT-SORT; null, the default, for the file.</summary>
    public TrackerOptions? TrackerSettings { get; init; }

    /// <summary>
    /// Whether tracks outlive pictures of other names, other videos, and this call: the next one that persists goes on with them, if its tracker has the same settings. For frames that are handed
    /// over one by one, and folders of frames. Default false: tracks begin anew with each video, each picture, and each call.
    /// </summary>
    public bool Persist { get; init; }

    /// <summary>How many of its last positions are drawn behind each object. From 0, default 0.</summary>
    public int Trail { get; init; }

    /// <summary>Of the command line, which makes the source of it: "shapes" for a film of moving shapes, by whose truth the tracks are judged; null, the default, for a source of one's own.</summary>
    internal string? Data { get; init; }

    /// <summary>How many frames that film has. From 1, default 300.</summary>
    internal int Frames { get; init; } = 300;

    /// <inheritdoc/>
    internal override IReadOnlyDictionary<string, string> Values => TrackSettings.Table.Values(this);

    /// <summary>The tracker's settings, wherever they stand.</summary>
    /// <exception cref="Settings.SettingException">The file is missing or wrong.</exception>
    internal TrackerOptions ReadTracker() => TrackerSettings ?? TrackerFile.Read(Tracker);

    /// <inheritdoc/>
    internal override void Check()
    {
        TrackSettings.Table.Require(this);
        TrackerSettings?.Check();
    }

    /// <inheritdoc/>
    internal override void WriteArguments(string path, YoloModel model) => ArgumentsFile.Write(path, "track", model, TrackSettings.Table, this);

    /// <summary>The tracker's settings. Throws if a model finds nothing that could be followed, or not in the way that the tracker wants.</summary>
    /// <exception cref="NotSupportedException">The model classifies whole pictures, or cannot tell what objects look like and the tracker asks.</exception>
    /// <exception cref="Settings.SettingException">The tracker's file is missing or wrong.</exception>
    internal TrackerOptions TrackerFor(YoloModel model)
    {
        if (model.Form.Task == ModelTask.Classify)
        {
            throw new NotSupportedException($"{model.Source} classifies whole pictures, in which there is nothing to follow. Take a model for detect, segment, pose or obb.");
        }

        var settings = ReadTracker();
        if (settings is not BotSortOptions { UseAppearance: true })
        {
            return settings;
        }

        var objection = model.IsExported ? "is an exported network, of which nothing but its answer is to be seen; name the checkpoint (.pt) that it was exported from"
            : model.IsEndToEnd ? "is end-to-end, so that its boxes belong to no place of the layers; take a model with suppression"
            : Augment ? "looks at pictures in three sizes (augment=true), so that boxes belong to no place of the layers; leave augment out"
            : null;
        return objection is null ? settings
            : throw new NotSupportedException($"with_reid: true takes what objects look like from the network's own layers, and {model.Source} {objection}. Or take a tracker without with_reid.");
    }
}

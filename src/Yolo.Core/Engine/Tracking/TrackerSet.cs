using Yolo.Results;
using Yolo.Sources;
using Yolo.Tracking;

namespace Yolo.Engine.Tracking;

/// <summary>The trackers of a run: one for each live stream, and one for all else, which begins anew with each video and each picture unless it persists.</summary>
internal sealed class TrackerSet(TrackerOptions settings, bool persist)
{
    // What is no live stream comes first.
    private const int Files = -1;

    private readonly SortedDictionary<int, StreamTracker> streams = [];

    /// <summary>The trackers: that of files, then those of live streams by their number, each from its first frame on.</summary>
    internal IReadOnlyList<Tracker> All { get; private set; } = [];

    /// <summary>Whether a run with such settings can go on with these tracks.</summary>
    internal bool Fits(TrackerOptions other) => settings == other;

    /// <summary>Puts the tracks' numbers and places into the results of pictures that come one after another.</summary>
    /// <param name="results">The results.</param>
    /// <param name="appearances">What the objects of each look like; null where no tracker asks.</param>
    /// <param name="trail">How many of their last positions the results get; 0 for none.</param>
    internal void Follow(IList<Result> results, IReadOnlyList<IReadOnlyList<float[]>>? appearances, int trail)
    {
        // Calls that persist share their trackers, and may come at the same time.
        lock (streams)
        {
            for (var i = 0; i < results.Count; i++)
            {
                StreamOf(results[i].Frame).Follow(results[i], appearances?[i], persist, trail);
            }
        }
    }

    private StreamTracker StreamOf(VideoFrame? frame)
    {
        var index = frame is { IsLive: true } ? frame.Video : Files;
        if (!streams.TryGetValue(index, out var stream))
        {
            streams.Add(index, stream = new(settings.CreateTracker()));
            All = [.. streams.Values.Select(one => one.Tracker)];
        }

        return stream;
    }
}

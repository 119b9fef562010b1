using Yolo.Imaging;
using Yolo.Tracking;

namespace Yolo.Engine.Tracking;

/// <summary>Where the tracks of a stream were last.</summary>
internal sealed class TrailMemory
{
    private readonly Dictionary<int, Queue<PixelPoint>> trails = [];

    /// <summary>Adds the objects of a frame, and forgets the tracks that are no more.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="tracker">What follows them.</param>
    /// <param name="length">How many positions are kept of each.</param>
    internal void Add(IReadOnlyList<TrackedObject> objects, Tracker tracker, int length)
    {
        foreach (var one in objects)
        {
            if (!trails.TryGetValue(one.Id, out var trail))
            {
                trails.Add(one.Id, trail = new());
            }

            trail.Enqueue(new(one.Box.CenterX, one.Box.CenterY));
            while (trail.Count > length)
            {
                trail.Dequeue();
            }
        }

        if (trails.Count > tracker.Tracks.Count + tracker.Lost.Count)
        {
            var alive = tracker.Tracks.Concat(tracker.Lost).Select(track => track.Id).ToHashSet();
            foreach (var id in trails.Keys.Where(id => !alive.Contains(id)).ToList())
            {
                trails.Remove(id);
            }
        }
    }

    /// <summary>The last positions of a track, oldest first, in pixels; none where nothing is tracked.</summary>
    internal IReadOnlyList<PixelPoint> Of(int? id) => id is { } track && trails.TryGetValue(track, out var trail) ? [.. trail] : [];

    /// <summary>Forgets all.</summary>
    internal void Clear() => trails.Clear();
}

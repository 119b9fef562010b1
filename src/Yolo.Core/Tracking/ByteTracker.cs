using Yolo.Tracking.Kalman;

namespace Yolo.Tracking;

/// <summary>ByteTrack: follows objects by where they are and how they move (Zhang and others, "ByteTrack: Multi-Object Tracking by Associating Every Detection Box", 2022).</summary>
/// <param name="options">The settings; null for the defaults.</param>
/// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
public sealed class ByteTracker(TrackerOptions? options = null) : Tracker(options ?? new())
{
    private protected override BoxModel Model => AspectModel.Instance;
}

namespace Yolo.Tracking;

/// <summary>Settings that both trackers have; by themselves those of <see cref="ByteTracker"/>. The names in brackets are those of tracker files.</summary>
public record TrackerOptions
{
    /// <summary>Detections from this confidence on are sought among all tracks first, and may begin tracks (track_high_thresh). Range 0 to 1, default 0.25.</summary>
    public double HighThreshold { get; init; } = 0.25;

    /// <summary>Detections above this and below the high threshold go to tracks that got none; others are passed over (track_low_thresh). Range 0 to 1, default 0.1.</summary>
    public double LowThreshold { get; init; } = 0.1;

    /// <summary>A detection begins a track from this confidence on (new_track_thresh). Range 0 to 1, default 0.25.</summary>
    public double NewThreshold { get; init; } = 0.25;

    /// <summary>Frames for which a lost track is waited for (track_buffer). From 0, default 30.</summary>
    public int Buffer { get; init; } = 30;

    /// <summary>Most that a track and a detection may be apart in the first search: 1 less their overlap (match_thresh). Range 0 to 1, default 0.8.</summary>
    public double MatchThreshold { get; init; } = 0.8;

    /// <summary>Whether less confident detections count as farther away (fuse_score). Default true.</summary>
    public bool FuseScore { get; init; } = true;

    /// <summary>Makes the tracker that these settings are for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    internal virtual Tracker CreateTracker() => new ByteTracker(this);

    /// <summary>Throws if a setting is out of its range.</summary>
    internal virtual void Check()
    {
        CheckShare(HighThreshold, nameof(HighThreshold));
        CheckShare(LowThreshold, nameof(LowThreshold));
        CheckShare(NewThreshold, nameof(NewThreshold));
        CheckShare(MatchThreshold, nameof(MatchThreshold));
        ArgumentOutOfRangeException.ThrowIfNegative(Buffer);
    }

    /// <summary>Throws if a number is not from 0 to 1.</summary>
    private protected static void CheckShare(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} takes a number from 0 to 1.");
        }
    }
}

namespace Yolo.Tracking;

/// <summary>What has become of a track.</summary>
public enum TrackState
{
    /// <summary>Its object was found in the last frame.</summary>
    Tracked,

    /// <summary>Its object is out of sight, and waited for.</summary>
    Lost,

    /// <summary>Given up: its object stayed away for too long, or was seen once and never again.</summary>
    Removed,
}

namespace Yolo.Models;

/// <summary>What a network is for.</summary>
public enum ModelTask
{
    /// <summary>Boxes.</summary>
    Detect,

    /// <summary>Boxes and the pixels that belong to each object.</summary>
    Segment,

    /// <summary>Boxes and key points of each object.</summary>
    Pose,

    /// <summary>Rotated boxes.</summary>
    Obb,

    /// <summary>One class for the whole picture.</summary>
    Classify,
}

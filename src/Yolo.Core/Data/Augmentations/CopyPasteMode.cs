namespace Yolo.Data.Augmentations;

/// <summary>Where the objects come from that copy-paste adds.</summary>
public enum CopyPasteMode
{
    /// <summary>From the picture itself, mirrored.</summary>
    Flip,

    /// <summary>From another picture.</summary>
    MixUp,
}

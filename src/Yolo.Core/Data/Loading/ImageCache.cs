namespace Yolo.Data.Loading;

/// <summary>What is kept of decoded pictures.</summary>
public enum ImageCache
{
    /// <summary>The few that are needed again soon.</summary>
    None,

    /// <summary>All of them, in memory.</summary>
    Ram,

    /// <summary>All of them, as uncompressed files beside the label folder.</summary>
    Disk,
}

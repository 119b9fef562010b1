namespace Yolo.Sources.Web;

/// <summary>What a server may have sent.</summary>
internal enum WebContentKind
{
    /// <summary>Nothing at all.</summary>
    Empty,

    /// <summary>A picture file.</summary>
    Picture,

    /// <summary>A video file of known length.</summary>
    Video,

    /// <summary>A video without end, such as that of a camera.</summary>
    Endless,

    /// <summary>A list of pieces of a video (HLS, DASH).</summary>
    Playlist,

    /// <summary>A page for people.</summary>
    WebPage,

    /// <summary>Something else.</summary>
    Other,
}

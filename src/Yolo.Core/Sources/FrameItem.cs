using Yolo.Imaging;

namespace Yolo.Sources;

/// <summary>A frame of a video, stream or camera.</summary>
/// <param name="Path">The video.</param>
/// <param name="Image">The frame.</param>
/// <param name="Frame">Which one it is.</param>
public sealed record FrameItem(string Path, Image Image, VideoFrame Frame) : SourceItem(Path);

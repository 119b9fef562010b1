namespace Yolo.Sources;

/// <summary>Which frame of which video a picture is.</summary>
/// <param name="Video">Number of the video or stream within its source, from 0. One that cannot be read has its number too, and so has a web address behind which there is a picture.</param>
/// <param name="Number">Number of the frame among those that are read, from 1.</param>
/// <param name="Count">How many will be read, as the file's header has it; null for streams, cameras and files that do not say.</param>
/// <param name="FramesPerSecond">Frames a second among those that are read; 0 if unknown.</param>
/// <param name="IsLive">Whether it comes from a stream or camera.</param>
public sealed record VideoFrame(int Video, int Number, int? Count, double FramesPerSecond, bool IsLive = false);

using System.Diagnostics.CodeAnalysis;

namespace Yolo.Sources.Video;

/// <summary>A video that has an end.</summary>
/// <param name="input">What to read.</param>
/// <param name="options">Which frames.</param>
/// <param name="index">Number of the video within its source.</param>
internal sealed class VideoSource(FfmpegInput input, SourceOptions options, int index = 0)
{
    /// <summary>The frames, and word if some are missing.</summary>
    internal IEnumerable<SourceItem> Read(CancellationToken cancellation)
    {
        if (!TryOpen(cancellation, out var opened, out var reason))
        {
            yield return new FailedItem(input.Name, reason);
            yield break;
        }

        using var reader = opened;
        while (reader.Next() is { } image)
        {
            yield return new FrameItem(input.Name, image, new VideoFrame(index, reader.Count, reader.ExpectedCount, reader.FramesPerSecond));
        }

        cancellation.ThrowIfCancellationRequested();
        if (reader.Verdict() is { } verdict)
        {
            yield return new FailedItem(input.Name, verdict);
        }
    }

    private bool TryOpen(CancellationToken cancellation, [NotNullWhen(true)] out VideoReader? reader, [NotNullWhen(false)] out string? reason)
    {
        try
        {
            (reader, reason) = (new VideoReader(input, options, cancellation), null);
            return true;
        }
        catch (IOException error)
        {
            (reader, reason) = (null, error.Message);
            return false;
        }
    }
}

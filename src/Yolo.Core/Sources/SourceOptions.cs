namespace Yolo.Sources;

/// <summary>How pictures, videos and streams are read.</summary>
public sealed record SourceOptions
{
    /// <summary>Every so-manieth frame of a video or stream is read, beginning with the first. From 1, default 1.</summary>
    public int FrameStride { get; init; } = 1;

    /// <summary>Whether all frames of a stream or camera are kept until they are asked for; false, the default, keeps the newest only. Files are never thinned out.</summary>
    public bool BufferStreams { get; init; }

    /// <summary>Whether addresses of this machine and of private networks may be opened. Default false: a list from elsewhere must not reach what only this machine can reach.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>How often in a row a stream that was lost is opened again; a frame that arrives starts the count anew. From 0, default 5.</summary>
    public int Reconnects { get; init; } = 5;

    /// <summary>Pause before a lost stream is opened again; it doubles each time, up to a hundred times. Default half a second.</summary>
    public TimeSpan ReconnectPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a server may stay silent. Default 15 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The program that decodes videos and streams: a name that is looked for in PATH, or a path. Default "ffmpeg".</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal SourceOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FrameStride, 1, nameof(FrameStride));
        ArgumentOutOfRangeException.ThrowIfNegative(Reconnects, nameof(Reconnects));
        ArgumentOutOfRangeException.ThrowIfLessThan(ReconnectPause, TimeSpan.Zero, nameof(ReconnectPause));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        ArgumentException.ThrowIfNullOrWhiteSpace(Ffmpeg, nameof(Ffmpeg));
        return this;
    }
}

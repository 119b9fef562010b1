namespace Yolo.Sources.Video;

/// <summary>What ffmpeg is to read.</summary>
/// <param name="Name">How messages call it; without credentials.</param>
/// <param name="Arguments">The words that name it, up to and with <c>-i</c> and what follows.</param>
internal sealed record FfmpegInput(string Name, IReadOnlyList<string> Arguments)
{
    /// <summary>The address as it must not be printed; null if there is nothing to hide.</summary>
    internal string? Secret { get; init; }

    /// <summary>Opens the bytes that are fed into it; null if ffmpeg reads by itself. Called anew when a stream is opened again.</summary>
    internal Func<CancellationToken, Stream>? OpenFeed { get; init; }

    /// <summary>Judges whether it may be opened, each time before it is; null if nothing is to be judged. Throws <see cref="SourceException"/>.</summary>
    internal Action<CancellationToken>? Check { get; init; }

    /// <summary>Whether it is a stream or camera, whose frames come when they come.</summary>
    internal bool IsLive { get; init; }

    /// <summary>A file of this machine. It cannot make ffmpeg open anything else.</summary>
    internal static FfmpegInput File(string path) =>
        new(path, ["-nostdin", "-protocol_whitelist", "file,pipe", "-i", "file:" + path]);

    /// <summary>Bytes that come through a pipe.</summary>
    internal static FfmpegInput Feed(string name, Func<CancellationToken, Stream> open) =>
        new(name, ["-protocol_whitelist", "pipe", "-i", "pipe:0"]) { OpenFeed = open, IsLive = true };
}

using System.Diagnostics;
using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Sources.Video;

/// <summary>
/// Reads the frames of one video or stream through an ffmpeg process, which lives no longer than the reader: disposing or cancelling ends it,
/// and it ends by itself when its pipe breaks. For one thread at a time.
/// </summary>
internal sealed class VideoReader : IDisposable
{
    private static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(5);

    private readonly FfmpegInput input;
    private readonly int stride;
    private readonly FfmpegLog log;
    private readonly Process process;
    private readonly PpmReader frames;
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenRegistration registration;
    private readonly Task feeding;
    private readonly Stream? feed;

    /// <summary>Starts reading.</summary>
    /// <param name="input">What to read.</param>
    /// <param name="options">Which program, which frames.</param>
    /// <param name="cancellation">Ends the process at once.</param>
    /// <exception cref="SourceException">There is no ffmpeg.</exception>
    internal VideoReader(FfmpegInput input, SourceOptions options, CancellationToken cancellation)
    {
        this.input = input;
        stride = options.FrameStride;
        log = new FfmpegLog(input.Secret);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var program = FfmpegProgram.Find(options.Ffmpeg);
        input.Check?.Invoke(stop.Token);
        feed = input.OpenFeed?.Invoke(stop.Token);
        process = program.Start(Arguments(program), feed is not null);
        process.ErrorDataReceived += (_, line) => log.Add(line.Data);
        process.BeginErrorReadLine();
        frames = new PpmReader(process.StandardOutput.BaseStream);
        feeding = feed is null ? Task.CompletedTask : Task.Run(() => Feed(feed), CancellationToken.None);
        registration = stop.Token.Register(Kill);
    }

    /// <summary>Frames that were read so far.</summary>
    internal int Count { get; private set; }

    /// <summary>Frames a second among those that are read; 0 if unknown. Known from the first frame on.</summary>
    internal double FramesPerSecond => log.FramesPerSecond / stride;

    /// <summary>How many frames the header promises; null if it does not.</summary>
    internal int? ExpectedCount => log is { Duration: { } duration, FramesPerSecond: > 0 and var rate }
        ? Math.Max(1, (int)Math.Ceiling(Math.Round(duration.TotalSeconds * rate) / stride))
        : null;

    /// <summary>Why what was fed broke off; null if it did not.</summary>
    internal Exception? FeedFailure { get; private set; }

    /// <summary>The next frame; null at the end, for whatever reason.</summary>
    internal Image? Next()
    {
        if (frames.Next() is not { } image)
        {
            return null;
        }

        if (Count++ == 0)
        {
            log.WaitForHeader(HeaderTime);
        }

        return image;
    }

    /// <summary>After the end: what went wrong; null if all frames came.</summary>
    internal string? Verdict()
    {
        process.WaitForExit();
        var reason = FeedFailure is { } failure ? failure.Message : log.Complaint;
        if (Count == 0)
        {
            return $"no frame could be read{(reason is null ? string.Empty : $": {reason}")}";
        }

        // Decoders complain about trifles: they count only if frames are missing.
        var isShort = ExpectedCount is { } expected && Count < (0.9 * expected) - 1;
        return process.ExitCode != 0 || FeedFailure is not null || (reason is not null && isShort)
            ? string.Create(CultureInfo.InvariantCulture, $"it broke off after {Count} frames{(reason is null ? string.Empty : $": {reason}")}")
            : null;
    }

    /// <summary>Whether a stream was lost rather than ended by who sends it. After the end.</summary>
    internal bool WasLost()
    {
        process.WaitForExit();
        return FeedFailure is not null || process.ExitCode != 0 || (input.OpenFeed is null && log.Complaint is not null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        registration.Dispose();
        Kill();
        process.WaitForExit();
        feed?.Dispose();
        feeding.Wait();
        process.Dispose();
        stop.Dispose();
    }

    private List<string> Arguments(FfmpegProgram program)
    {
        List<string> arguments = ["-hide_banner", "-nostats", "-loglevel", "level+info", .. input.Arguments, "-map", "0:V:0", "-an", "-sn", "-dn"];
        if (stride > 1)
        {
            arguments.AddRange(["-vf", string.Create(CultureInfo.InvariantCulture, $"select=not(mod(n\\,{stride}))")]);
        }

        return [.. arguments, .. program.FramesAsTheyAre, "-f", "image2pipe", "-c:v", "ppm", "-pix_fmt", "rgb24", "-threads", "1", "pipe:1"];
    }

    // The end of the bytes ends the video; so does their breaking off, which is remembered.
    private void Feed(Stream source)
    {
        try
        {
            using var sink = process.StandardInput.BaseStream;
            var buffer = new byte[1 << 16];
            while (true)
            {
                int read;
                try
                {
                    read = source.Read(buffer);
                }
                catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
                {
                    FeedFailure = stop.IsCancellationRequested ? null : error;
                    return;
                }

                if (read == 0)
                {
                    return;
                }

                sink.Write(buffer, 0, read);
                sink.Flush();
            }
        }
        catch (IOException)
        {
            // ffmpeg has ended before its input has; it says why itself.
        }
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }
}

using System.Globalization;
using System.Threading.Channels;

namespace Yolo.Sources.Video;

/// <summary>
/// A stream or camera, read by a thread of its own so that it never lags: whoever is slow misses frames, unless they are to be buffered. A stream
/// that is lost is opened again.
/// </summary>
internal sealed class LiveStream : IDisposable
{
    // What is buffered when nothing may be missed; then the sender waits.
    private const int BufferedFrames = 30;

    private readonly FfmpegInput input;
    private readonly SourceOptions options;
    private readonly int index;
    private readonly CancellationTokenSource stop;
    private readonly Channel<SourceItem> frames;
    private readonly Thread thread;
    private int number;

    internal LiveStream(FfmpegInput input, SourceOptions options, int index, CancellationToken cancellation)
    {
        this.input = input;
        this.options = options;
        this.index = index;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        frames = Channel.CreateBounded<SourceItem>(options.BufferStreams || !input.IsLive
            ? new BoundedChannelOptions(BufferedFrames) { SingleReader = true, SingleWriter = true }
            : new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.DropOldest });
        thread = new Thread(Run) { IsBackground = true, Name = $"reads {input.Name}" };
        thread.Start();
    }

    /// <summary>Frames as they come, at last word of the stream's loss if it was lost.</summary>
    internal ChannelReader<SourceItem> Frames => frames.Reader;

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        stop.Dispose();
    }

    private void Run()
    {
        try
        {
            if (Follow() is { } reason)
            {
                Send(new FailedItem(input.Name, reason));
            }

            frames.Writer.Complete();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            frames.Writer.Complete();
        }
        catch (Exception error)
        {
            // Whoever reads the frames gets it.
            frames.Writer.Complete(error);
        }
    }

    // Until the stream ends; returns what was wrong, if something was.
    private string? Follow()
    {
        for (var attempt = 0; ;)
        {
            var before = number;
            var (reason, lost) = ReadOnce();
            attempt = number > before ? 0 : attempt;
            if (!lost || number == 0 || !input.IsLive)
            {
                return reason;
            }

            if (attempt == options.Reconnects)
            {
                return string.Create(CultureInfo.InvariantCulture, $"the stream was lost after {number} frames and could not be opened again in {attempt} attempts{(reason is null ? string.Empty : $": {reason}")}");
            }

            var pause = options.ReconnectPause * Math.Min(100, Math.Pow(2, attempt));
            attempt++;
            if (stop.Token.WaitHandle.WaitOne(pause))
            {
                return null;
            }
        }
    }

    private (string? Reason, bool Lost) ReadOnce()
    {
        try
        {
            using var reader = new VideoReader(input, options, stop.Token);
            while (reader.Next() is { } image)
            {
                number++;
                Send(new FrameItem(input.Name, image, new VideoFrame(index, number, input.IsLive ? null : reader.ExpectedCount, reader.FramesPerSecond, input.IsLive)));
            }

            stop.Token.ThrowIfCancellationRequested();
            return (reader.Verdict(), reader.WasLost());
        }
        catch (IOException error) when (!stop.IsCancellationRequested)
        {
            return (error.Message, number > 0);
        }
    }

    private void Send(SourceItem item)
    {
        if (!frames.Writer.TryWrite(item))
        {
            frames.Writer.WriteAsync(item, stop.Token).AsTask().GetAwaiter().GetResult();
        }
    }
}

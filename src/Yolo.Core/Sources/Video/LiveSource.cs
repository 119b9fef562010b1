namespace Yolo.Sources.Video;

/// <summary>One or several streams or cameras side by side: in each round the newest frame of each that has one.</summary>
/// <param name="inputs">The streams.</param>
/// <param name="options">How they are read.</param>
/// <param name="firstIndex">The number of the first of them, from 0.</param>
internal sealed class LiveSource(IReadOnlyList<FfmpegInput> inputs, SourceOptions options, int firstIndex = 0) : PictureSource
{
    /// <inheritdoc/>
    public override int PreferredBatch => inputs.Count;

    /// <inheritdoc/>
    public override bool IsLive => inputs.Any(input => input.IsLive);

    /// <inheritdoc/>
    internal override IReadOnlyList<SourceUnit> Units => [.. inputs.Select(input => new SourceUnit(input.Name, IsSeries: true))];

    /// <inheritdoc/>
    internal override PictureSource Part(int first, int count) => new LiveSource([.. inputs.Skip(first).Take(count)], options, firstIndex + first);

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(CancellationToken cancellation)
    {
        var streams = new List<LiveStream>();
        try
        {
            for (var i = 0; i < inputs.Count; i++)
            {
                streams.Add(new LiveStream(inputs[i], options, firstIndex + i, cancellation));
            }

            foreach (var item in Rounds([.. streams], cancellation))
            {
                yield return item;
            }
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private static IEnumerable<SourceItem> Rounds(List<LiveStream> open, CancellationToken cancellation)
    {
        while (open.Count > 0)
        {
            var any = false;
            foreach (var stream in open)
            {
                if (stream.Frames.TryRead(out var item))
                {
                    any = true;
                    yield return item;
                }
            }

            if (!any)
            {
                WaitForAny(open, cancellation);
            }
        }
    }

    // Also drops the streams that have ended; an error of one is thrown.
    private static void WaitForAny(List<LiveStream> open, CancellationToken cancellation)
    {
        var waiting = open.ConvertAll(stream => stream.Frames.WaitToReadAsync(cancellation).AsTask());
        Task.WhenAny(waiting).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        for (var i = waiting.Count - 1; i >= 0; i--)
        {
            if (waiting[i].IsCompleted && !waiting[i].GetAwaiter().GetResult())
            {
                open.RemoveAt(i);
            }
        }
    }
}

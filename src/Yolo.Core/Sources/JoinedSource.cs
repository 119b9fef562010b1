namespace Yolo.Sources;

/// <summary>Sources one after the other.</summary>
internal sealed class JoinedSource(IReadOnlyList<PictureSource> sources) : PictureSource
{
    /// <inheritdoc/>
    public override int? Count => sources.Aggregate((int?)0, (sum, source) => sum + source.Count);

    /// <inheritdoc/>
    public override int PreferredBatch => sources.Select(source => source.PreferredBatch).DefaultIfEmpty(1).Max();

    /// <inheritdoc/>
    public override bool IsLive => sources.Any(source => source.IsLive);

    /// <inheritdoc/>
    internal override IEnumerable<string> Files => sources.SelectMany(source => source.Files);

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(CancellationToken cancellation)
    {
        // A source that knows its videos has given a number to those that cannot be read, too.
        var (first, next) = (0, 0);
        foreach (var source in sources)
        {
            foreach (var item in source.Read(cancellation))
            {
                if (item is FrameItem frame)
                {
                    var video = first + frame.Frame.Video;
                    next = Math.Max(next, video + 1);
                    yield return frame with { Frame = frame.Frame with { Video = video } };
                }
                else
                {
                    yield return item;
                }
            }

            first = Math.Max(next, first + source.Units.Count(unit => unit.IsSeries));
        }
    }
}

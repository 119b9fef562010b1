using Yolo.Imaging;
using Yolo.Sources.Video;
using Yolo.Sources.Web;

namespace Yolo.Sources;

/// <summary>Files and web addresses: pictures first, then videos.</summary>
internal sealed class FilesSource : PictureSource
{
    private readonly SourceOptions options;
    private readonly IReadOnlyList<string> pictures;
    private readonly IReadOnlyList<string> videos;
    private readonly int firstSeries;
    private Task<Image>? begun;

    internal FilesSource(IEnumerable<string> paths, SourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(paths);
        this.options = options;
        var kinds = paths.ToLookup(path => FileKinds.IsVideo(path) && WebItems.AddressOf(path) is null);
        (pictures, videos) = ([.. kinds[false]], [.. kinds[true]]);
    }

    private FilesSource(IReadOnlyList<string> pictures, IReadOnlyList<string> videos, SourceOptions options, int firstSeries) =>
        (this.pictures, this.videos, this.options, this.firstSeries) = (pictures, videos, options, firstSeries);

    /// <inheritdoc/>
    public override int? Count => pictures.Count + videos.Count;

    /// <inheritdoc/>
    internal override IEnumerable<string> Files => pictures.Concat(videos).Where(path => !path.Contains("://", StringComparison.Ordinal));

    /// <inheritdoc/>
    internal override void BeginFirst()
    {
        if (pictures is [var path, ..] && !path.Contains("://", StringComparison.Ordinal))
        {
            begun = Task.Run(() => Decode(path));
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<SourceUnit> Units => [.. pictures.Select(UnitOf), .. videos.Select(path => new SourceUnit(path, IsSeries: true))];

    /// <inheritdoc/>
    internal override PictureSource Part(int first, int count)
    {
        var own = pictures.Skip(first).Take(count).ToList();
        return new FilesSource(own, [.. videos.Skip(first + own.Count - pictures.Count).Take(count - own.Count)], options, firstSeries + Units.Take(first).Count(unit => unit.IsSeries));
    }

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(CancellationToken cancellation)
    {
        // Each address and each video has a number, whatever becomes of it: then the ranks that share the source know the numbers of all without reading them.
        var series = firstSeries;
        foreach (var path in pictures)
        {
            if (WebItems.AddressOf(path) is not { } address)
            {
                if (path.Contains("://", StringComparison.Ordinal))
                {
                    yield return new FailedItem(PrintableAddress.Mask(path, path), "it is no file and no http address; streams are read alone, or side by side from a .streams list");
                    continue;
                }

                yield return new PictureItem(path, Interlocked.Exchange(ref begun, null) is { } task ? task.GetAwaiter().GetResult : () => Decode(path));
                continue;
            }

            foreach (var item in WebItems.Read(address, options, series++, cancellation))
            {
                yield return item;
            }
        }

        foreach (var path in videos)
        {
            var index = series++;
            if (RegularFile.HoldsNothing(path))
            {
                yield return new FailedItem(path, "it has zero bytes, or is a pipe, socket or device, which is not read");
                continue;
            }

            foreach (var item in new VideoSource(FfmpegInput.File(path), options, index).Read(cancellation))
            {
                yield return item;
            }
        }
    }

    private static Image Decode(string path) => Image.Decode(path, strict: false);

    private static SourceUnit UnitOf(string path) =>
        WebItems.AddressOf(path) is { } address ? new(PrintableAddress.Of(address), IsSeries: true) : new(path, IsSeries: false);
}

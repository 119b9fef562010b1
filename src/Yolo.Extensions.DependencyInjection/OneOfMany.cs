using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Extensions.DependencyInjection;

/// <summary>One picture, of which nobody knows how many will follow: a service is asked again and again, so that what pays for many pictures, such as making an engine ready, pays here.</summary>
internal sealed class OneOfMany(Image picture) : PictureSource
{
    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(CancellationToken cancellation) => [new PictureItem("request", () => picture)];
}

namespace Yolo.Sources;

/// <summary>Pictures that the caller has.</summary>
internal sealed class MemorySource(IEnumerable<SourceItem> items, int? count) : PictureSource
{
    /// <inheritdoc/>
    public override int? Count => count;

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(CancellationToken cancellation) => items;

    internal static string Name(int index) => FormattableString.Invariant($"image{index}");

    internal static int? CountOf<T>(IEnumerable<T> items) => items.TryGetNonEnumeratedCount(out var count) ? count : null;
}

using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>Divides what a source gives into batches. Pictures and videos never share one, nor do two videos, but streams side by side do.</summary>
internal static class ItemGroups
{
    /// <summary>The batches, lazily.</summary>
    /// <param name="items">What the source gives.</param>
    /// <param name="size">Pictures of a batch, from 1.</param>
    /// <param name="sideBySide">Whether several streams are read in rounds: a second frame of one begins a new batch.</param>
    internal static IEnumerable<IReadOnlyList<SourceItem>> Of(IEnumerable<SourceItem> items, int size, bool sideBySide)
    {
        var group = new List<SourceItem>();
        var pictures = 0;
        foreach (var item in items)
        {
            if (pictures > 0 && item is not FailedItem && !FitsInto(group, item, sideBySide))
            {
                yield return group;
                (group, pictures) = ([], 0);
            }

            group.Add(item);
            pictures += item is FailedItem ? 0 : 1;
            if (pictures == size || item is TensorItem)
            {
                yield return group;
                (group, pictures) = ([], 0);
            }
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private static bool FitsInto(List<SourceItem> group, SourceItem item, bool sideBySide)
    {
        var last = group.FindLast(member => member is not FailedItem);
        return (last, item) switch
        {
            (PictureItem, PictureItem) => true,
            (FrameItem, FrameItem frame) when sideBySide => !group.OfType<FrameItem>().Any(member => member.Frame.Video == frame.Frame.Video),
            (FrameItem first, FrameItem second) => first.Frame.Video == second.Frame.Video,
            _ => false,
        };
    }
}

using Yolo.Data.Loading;
using Yolo.Engine.Tracking;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>
/// The part of a source that one rank looks at: neighbours, so that the parts in the order of ranks are the source. No video is divided, and no batch of
/// pictures, which goes through the network as in one process.
/// </summary>
/// <param name="Source">The part.</param>
/// <param name="Before">Pictures, videos and streams of the ranks before this one.</param>
/// <param name="Busy">How many ranks have something to look at; the others do nothing.</param>
internal sealed record SourceShare(PictureSource Source, IReadOnlyList<SourceUnit> Before, int Busy)
{
    /// <summary>Divides a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">The settings; pictures whose tracks go on from one to the next stay together.</param>
    /// <param name="rank">The rank, from 0.</param>
    /// <param name="ranks">How many ranks there are.</param>
    internal static SourceShare Of(PictureSource source, PredictOptions options, int rank, int ranks)
    {
        if (ranks == 1)
        {
            return new(source, [], 1);
        }

        var units = options is TrackOptions { Persist: true } ? [] : source.Units;
        if (units.Count == 0)
        {
            return new(rank == 0 ? source : source.Part(0, 0), [], 1);
        }

        var starts = Starts(units, options.Batch);
        var (first, count) = EpochPlan.ShareOf(starts.Count, rank, ranks);
        int PlaceOf(int group) => group < starts.Count ? starts[group] : units.Count;
        var from = PlaceOf(first);
        return new(source.Part(from, PlaceOf(first + count) - from), [.. units.Take(from)], Math.Min(ranks, starts.Count));
    }

    // Where each batch of pictures, each video and each stream begins.
    private static List<int> Starts(IReadOnlyList<SourceUnit> units, int batch)
    {
        var starts = new List<int>();
        for (var place = 0; place < units.Count; place++)
        {
            if (place == 0 || units[place].IsSeries || units[place - 1].IsSeries || place - starts[^1] == batch)
            {
                starts.Add(place);
            }
        }

        return starts;
    }
}

namespace Yolo.Tracking.Evaluation;

/// <summary>A sequence reduced to what metrics need: tracks, and which boxes overlap in which frame. Most boxes overlap few others, so pairs are listed.</summary>
/// <param name="minimum">Pairs that overlap less than this match at no threshold.</param>
/// <param name="agnostic">Whether boxes of different classes may match.</param>
internal sealed class JudgedSequence(double minimum, bool agnostic)
{
    private readonly Dictionary<(int Truth, int Found), int> indexOfPair = [];
    private readonly List<(int Truth, int Found)> pairs = [];
    private readonly List<JudgedFrame> frames = [];
    private readonly List<BoxOverlap> overlaps = [];

    /// <summary>The true tracks.</summary>
    internal TrackTable Truth { get; } = new();

    /// <summary>The found tracks.</summary>
    internal TrackTable Found { get; } = new();

    /// <summary>The frames in their order.</summary>
    internal IReadOnlyList<JudgedFrame> Frames => frames;

    /// <summary>The pairs of tracks that meet in a frame.</summary>
    internal IReadOnlyList<(int Truth, int Found)> Pairs => pairs;

    /// <summary>Adds a frame that was checked.</summary>
    internal void Add(IReadOnlyList<TrackedBox> truth, IReadOnlyList<TrackedBox> found)
    {
        int[] truthTracks = Truth.Add(truth), foundTracks = Found.Add(found);
        overlaps.Clear();
        for (int row = 0; row < truth.Count; row++)
        {
            var wanted = truth[row];
            for (int column = 0; column < found.Count; column++)
            {
                var candidate = found[column];
                double iou = agnostic || wanted.Class == candidate.Class ? BoxOverlap.Of(wanted.Box, candidate.Box) : 0;
                if (iou >= minimum)
                {
                    overlaps.Add(new(row, column, Pair(truthTracks[row], foundTracks[column]), iou));
                }
            }
        }

        frames.Add(new(truthTracks, foundTracks, [.. overlaps]));
    }

    /// <summary>In how many frames the tracks of each pair overlap by so much.</summary>
    internal int[] Meetings(double threshold)
    {
        int[] meetings = new int[pairs.Count];
        foreach (var frame in frames)
        {
            foreach (var overlap in frame.Overlaps)
            {
                meetings[overlap.Pair] += overlap.Iou >= threshold ? 1 : 0;
            }
        }

        return meetings;
    }

    private int Pair(int truth, int found)
    {
        if (!indexOfPair.TryGetValue((truth, found), out int pair))
        {
            pair = pairs.Count;
            indexOfPair.Add((truth, found), pair);
            pairs.Add((truth, found));
        }

        return pair;
    }
}

namespace Yolo.Tracking.Evaluation;

/// <summary>The tracks of one side, numbered from 0 as they appear, and how many boxes each has.</summary>
internal sealed class TrackTable
{
    private readonly Dictionary<int, int> indexOfId = [];
    private readonly List<int> boxes = [];

    /// <summary>How many tracks there are.</summary>
    internal int Count => boxes.Count;

    /// <summary>How many boxes all tracks have.</summary>
    internal int Boxes { get; private set; }

    /// <summary>How many boxes a track has.</summary>
    internal int this[int track] => boxes[track];

    /// <summary>Counts a box of each track of a frame.</summary>
    /// <returns>The numbers of their tracks, in the same order.</returns>
    internal int[] Add(IReadOnlyList<TrackedBox> frame)
    {
        int[] tracks = new int[frame.Count];
        for (int at = 0; at < tracks.Length; at++)
        {
            int id = frame[at].Id;
            if (!indexOfId.TryGetValue(id, out int track))
            {
                track = boxes.Count;
                indexOfId.Add(id, track);
                boxes.Add(0);
            }

            boxes[track]++;
            tracks[at] = track;
        }

        Boxes += tracks.Length;
        return tracks;
    }
}

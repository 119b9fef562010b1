namespace Yolo.Tracking.Evaluation;

/// <summary>The counts of CLEAR MOT, and how much of their lives objects were followed.</summary>
/// <param name="Matches">True boxes that were found.</param>
/// <param name="OverlapOfMatches">The sum of their intersections over union.</param>
/// <param name="IdSwitches">Matches with another id than the last.</param>
/// <param name="Fragments">Matches after a miss after a match.</param>
/// <param name="MostlyTracked">Objects that were matched in at least 80 % of their frames.</param>
/// <param name="MostlyLost">Objects that were matched in less than 20 % of their frames.</param>
internal readonly record struct ClearCounts(int Matches, double OverlapOfMatches, int IdSwitches, int Fragments, int MostlyTracked, int MostlyLost)
{
    /// <summary>Goes through the frames.</summary>
    /// <param name="sequence">Truth and tracks.</param>
    /// <param name="threshold">The least overlap of a match.</param>
    internal static ClearCounts Of(JudgedSequence sequence, double threshold)
    {
        var matching = new ClearMatching(sequence, threshold);
        var lives = new TrackedLife[sequence.Truth.Count];
        double overlap = 0;
        for (int at = 0; at < sequence.Frames.Count; at++)
        {
            var frame = sequence.Frames[at];
            var columnOfRow = matching.Next(frame);
            for (int row = 0; row < frame.Truth.Length; row++)
            {
                lives[frame.Truth[row]].Live(columnOfRow[row] < 0 ? -1 : frame.Found[columnOfRow[row]]);
            }

            foreach (var pair in frame.Overlaps)
            {
                overlap += columnOfRow[pair.Truth] == pair.Found ? pair.Iou : 0;
            }
        }

        return Sum(lives, overlap);
    }

    private static ClearCounts Sum(TrackedLife[] lives, double overlap)
    {
        var sum = new ClearCounts { OverlapOfMatches = overlap };
        foreach (var life in lives)
        {
            sum = sum with
            {
                Matches = sum.Matches + life.Matches,
                IdSwitches = sum.IdSwitches + life.Switches,
                Fragments = sum.Fragments + life.Fragments,
                MostlyTracked = sum.MostlyTracked + (5L * life.Matches >= 4L * life.Frames ? 1 : 0),
                MostlyLost = sum.MostlyLost + (5L * life.Matches < life.Frames ? 1 : 0),
            };
        }

        return sum;
    }
}

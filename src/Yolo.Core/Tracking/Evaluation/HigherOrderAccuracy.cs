namespace Yolo.Tracking.Evaluation;

/// <summary>Computes HOTA (Luiten et al. 2020).</summary>
/// <param name="sequence">Truth and tracks.</param>
internal sealed class HigherOrderAccuracy(JudgedSequence sequence)
{
    private const int Thresholds = 19;

    // Overlaps decide between matchings that are equal otherwise, and nothing else.
    private const double WeightOfOverlap = 1e-6;

    private readonly BestPairing pairing = new();
    private int[] columnOfRow = [];

    /// <summary>One of the thresholds of overlap: 0.05, 0.10, … 0.95, each the number nearest to its decimal.</summary>
    internal static double Threshold(int step) => (step + 1) / 20.0;

    /// <summary>The means over the thresholds.</summary>
    internal HigherOrderFigures Mean()
    {
        double hota = 0, detection = 0, association = 0, location = 0;
        int located = 0;
        for (int step = 0; step < Thresholds; step++)
        {
            var figures = At(Threshold(step));
            hota += figures.Hota;
            detection += figures.DetA;
            association += figures.AssA;
            if (!double.IsNaN(figures.LocA))
            {
                location += figures.LocA;
                located++;
            }
        }

        return new(hota / Thresholds, detection / Thresholds, association / Thresholds, located > 0 ? location / located : 0);
    }

    /// <summary>The figures at one threshold.</summary>
    internal HigherOrderFigures At(double threshold)
    {
        int[] matches = new int[sequence.Pairs.Count];
        double overlap = Match(threshold, Alignments(threshold), matches);
        long right = 0;
        double association = 0;
        for (int pair = 0; pair < matches.Length; pair++)
        {
            // Every match of the pair has the same association.
            right += matches[pair];
            association += matches[pair] * Agreement(pair, matches[pair]);
        }

        if (right == 0)
        {
            return new(0, 0, 0, double.NaN);
        }

        double detection = right / (double)(sequence.Truth.Boxes + sequence.Found.Boxes - right);
        association /= right;
        return new(Math.Sqrt(detection * association), detection, association, overlap / right);
    }

    /// <summary>How well the tracks of each pair would agree if they were matched wherever they overlap enough.</summary>
    private double[] Alignments(double threshold)
    {
        int[] meetings = sequence.Meetings(threshold);
        double[] alignments = new double[meetings.Length];
        for (int pair = 0; pair < alignments.Length; pair++)
        {
            alignments[pair] = Agreement(pair, meetings[pair]);
        }

        return alignments;
    }

    /// <summary>Boxes in which two tracks are matched among all boxes of either.</summary>
    private double Agreement(int pair, int matched)
    {
        var (truth, found) = sequence.Pairs[pair];
        return matched / (double)(sequence.Truth[truth] + sequence.Found[found] - matched);
    }

    /// <summary>Matches every frame and counts the matches of each pair of tracks.</summary>
    /// <returns>The sum of the overlaps of the matches.</returns>
    private double Match(double threshold, double[] alignments, int[] matches)
    {
        double sum = 0;
        foreach (var frame in sequence.Frames)
        {
            pairing.Clear();
            foreach (var overlap in frame.Overlaps)
            {
                if (overlap.Iou >= threshold)
                {
                    // One more match is worth more than all alignments together.
                    pairing.Offer(overlap.Truth, overlap.Found, frame.Truth.Length + 1 + alignments[overlap.Pair] + (WeightOfOverlap * overlap.Iou));
                }
            }

            columnOfRow = columnOfRow.Length < frame.Truth.Length ? new int[frame.Truth.Length] : columnOfRow;
            pairing.Solve(frame.Truth.Length, frame.Found.Length, columnOfRow);
            foreach (var overlap in frame.Overlaps)
            {
                if (columnOfRow[overlap.Truth] == overlap.Found)
                {
                    matches[overlap.Pair]++;
                    sum += overlap.Iou;
                }
            }
        }

        return sum;
    }
}

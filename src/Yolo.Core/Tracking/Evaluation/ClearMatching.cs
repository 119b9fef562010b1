namespace Yolo.Tracking.Evaluation;

/// <summary>
/// Matches boxes frame by frame as CLEAR MOT does: pairs of the frame before stay together while they overlap enough, even if another box lies nearer;
/// of the rest as many as possible are matched, and of all ways to do that the one with the greatest overlap.
/// </summary>
/// <param name="sequence">The sequence whose frames come in order.</param>
/// <param name="threshold">The least overlap of a match.</param>
internal sealed class ClearMatching(JudgedSequence sequence, double threshold)
{
    private const int None = -1;

    private readonly BestPairing pairing = new();

    // The found track that each true one was matched with in the frame before.
    private readonly int[] partner = Filled(sequence.Truth.Count);
    private int[] previous = [];
    private int[] columnOfRow = [];
    private bool[] isTaken = [];

    /// <summary>Matches the next frame.</summary>
    /// <returns>The found box of each true one, -1 for none; valid until the next call.</returns>
    internal ReadOnlySpan<int> Next(JudgedFrame frame)
    {
        int rows = frame.Truth.Length, columns = frame.Found.Length;
        (columnOfRow, isTaken) = (new int[rows], new bool[columns]);
        int[] kept = Keep(frame);
        OfferRest(frame, kept);
        pairing.Solve(rows, columns, columnOfRow);
        for (int row = 0; row < rows; row++)
        {
            columnOfRow[row] = kept[row] == None ? columnOfRow[row] : kept[row];
        }

        Remember(frame);
        return columnOfRow;
    }

    private static int[] Filled(int length)
    {
        int[] values = new int[length];
        Array.Fill(values, None);
        return values;
    }

    private int[] Keep(JudgedFrame frame)
    {
        int[] kept = Filled(frame.Truth.Length);
        foreach (var overlap in frame.Overlaps)
        {
            if (overlap.Iou >= threshold && partner[frame.Truth[overlap.Truth]] == frame.Found[overlap.Found])
            {
                (kept[overlap.Truth], isTaken[overlap.Found]) = (overlap.Found, true);
            }
        }

        return kept;
    }

    private void OfferRest(JudgedFrame frame, int[] kept)
    {
        pairing.Clear();
        foreach (var overlap in frame.Overlaps)
        {
            if (overlap.Iou >= threshold && kept[overlap.Truth] == None && !isTaken[overlap.Found])
            {
                // One more pair is worth more than all overlaps together.
                pairing.Offer(overlap.Truth, overlap.Found, frame.Truth.Length + 1 + overlap.Iou);
            }
        }
    }

    private void Remember(JudgedFrame frame)
    {
        foreach (int track in previous)
        {
            partner[track] = None;
        }

        for (int row = 0; row < columnOfRow.Length; row++)
        {
            partner[frame.Truth[row]] = columnOfRow[row] == None ? None : frame.Found[columnOfRow[row]];
        }

        previous = frame.Truth;
    }
}

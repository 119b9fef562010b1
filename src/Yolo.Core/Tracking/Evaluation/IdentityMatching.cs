namespace Yolo.Tracking.Evaluation;

/// <summary>
/// Gives each true track at most one found track for the whole sequence, and the other way round, so that as many boxes as possible have the right
/// identity (Ristani et al. 2016). That is the matching with the fewest boxes wrong: each box that is right is one error fewer on both sides.
/// </summary>
internal static class IdentityMatching
{
    /// <summary>Counts the boxes with the right identity.</summary>
    /// <param name="sequence">Truth and tracks.</param>
    /// <param name="threshold">The least overlap of two boxes that may be the same.</param>
    internal static int Count(JudgedSequence sequence, double threshold)
    {
        int[] meetings = sequence.Meetings(threshold);
        var pairing = new BestPairing();
        for (int pair = 0; pair < meetings.Length; pair++)
        {
            if (meetings[pair] > 0)
            {
                pairing.Offer(sequence.Pairs[pair].Truth, sequence.Pairs[pair].Found, meetings[pair]);
            }
        }

        int[] foundOfTruth = new int[sequence.Truth.Count];
        pairing.Solve(sequence.Truth.Count, sequence.Found.Count, foundOfTruth);
        int right = 0;
        for (int pair = 0; pair < meetings.Length; pair++)
        {
            right += foundOfTruth[sequence.Pairs[pair].Truth] == sequence.Pairs[pair].Found ? meetings[pair] : 0;
        }

        return right;
    }
}

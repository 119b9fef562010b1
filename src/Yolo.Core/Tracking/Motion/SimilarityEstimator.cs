using System.Runtime.CompilerServices;

namespace Yolo.Tracking.Motion;

/// <summary>
/// Finds the similarity that most pairs of places agree on (RANSAC): of those through two drawn pairs the one with the least sum of errors, each
/// counted up to a limit; then least squares over the pairs that agree with it, with a limit that shrinks to what they allow.
/// </summary>
internal sealed class SimilarityEstimator
{
    private const int FewestPairs = 5;
    private const int FewestDraws = 50;
    private const int MostDraws = 500;
    private const double Confidence = 0.99;
    private const int Refinements = 10;

    // Pixels: what counts as agreeing, and below which differences are those of the measurement.
    private const float Limit = 3;
    private const float LeastLimit = 0.1f;

    // The greatest of a good measurement's errors, in medians of them.
    private const float Medians = 3;

    // With a smaller share of the pairs it is chance, as between two scenes. MostDraws are what this share takes.
    private const double LeastShare = 0.1;

    // No camera halves or doubles what it sees from one picture to the next.
    private const double MostSize = 2;

    private float[] errors = [];
    private float[] sorted = [];

    /// <summary>Estimates; the same pairs give the same result.</summary>
    public bool TryEstimate(ReadOnlySpan<PointPair> pairs, out Similarity estimate)
    {
        estimate = default;
        if (pairs.Length < FewestPairs)
        {
            return false;
        }

        if (errors.Length < pairs.Length)
        {
            (errors, sorted) = (new float[pairs.Length], new float[pairs.Length]);
        }

        return TryDraw(pairs, ref estimate) && TryRefine(pairs, ref estimate);
    }

    private static bool TryDraw(ReadOnlySpan<PointPair> pairs, ref Similarity best)
    {
        var draws = new DrawSequence();
        var least = float.PositiveInfinity;
        var needed = MostDraws;
        for (var draw = 0; draw < needed; draw++)
        {
            var candidate = Similarity.Between(pairs[draws.Next(pairs.Length)], pairs[draws.Next(pairs.Length)]);
            if (!(candidate.SquaredSize is > 1 / (MostSize * MostSize) and < MostSize * MostSize))
            {
                continue;
            }

            var sum = SumOfErrors(pairs, candidate, least, out var agreeing);
            if (sum < least)
            {
                (least, best) = (sum, candidate);
                needed = Math.Min(needed, DrawsFor((double)agreeing / pairs.Length));
            }
        }

        return !float.IsInfinity(least);
    }

    // How many draws find, with the confidence wanted, at least one of two agreeing pairs.
    private static int DrawsFor(double share)
    {
        var failure = Math.Log(1 - (share * share));
        return (int)Math.Clamp(Math.Log(1 - Confidence) / failure, FewestDraws, MostDraws);
    }

    // Ends early at a sum that is no better. Not the squares: with those a slow object would draw the estimate between itself and the ground.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SumOfErrors(ReadOnlySpan<PointPair> pairs, in Similarity candidate, float most, out int agreeing)
    {
        var sum = 0f;
        agreeing = 0;
        foreach (ref readonly var pair in pairs)
        {
            var squared = candidate.SquaredError(pair);
            if (squared < Limit * Limit)
            {
                sum += MathF.Sqrt(squared);
                agreeing++;
            }
            else
            {
                sum += Limit;
            }

            if (sum >= most)
            {
                break;
            }
        }

        return sum;
    }

    private bool TryRefine(ReadOnlySpan<PointPair> pairs, ref Similarity estimate)
    {
        var limit = Limit;
        for (var round = 0; ; round++)
        {
            var agreeing = Measure(pairs, estimate, limit * limit);
            if (agreeing < Math.Max(FewestPairs, LeastShare * pairs.Length))
            {
                return false;
            }

            if (round == Refinements)
            {
                return true;
            }

            var median = MathF.Sqrt(Median(agreeing));
            limit = Math.Clamp(Medians * median, LeastLimit, Limit);
            estimate = SimilarityFit.Run(pairs, errors, limit * limit, estimate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Measure(ReadOnlySpan<PointPair> pairs, in Similarity estimate, float limit)
    {
        var agreeing = 0;
        for (var i = 0; i < pairs.Length; i++)
        {
            errors[i] = estimate.SquaredError(pairs[i]);
            if (errors[i] <= limit)
            {
                sorted[agreeing++] = errors[i];
            }
        }

        return agreeing;
    }

    private float Median(int count)
    {
        var within = sorted.AsSpan(0, count);
        within.Sort();
        return within[count / 2];
    }
}

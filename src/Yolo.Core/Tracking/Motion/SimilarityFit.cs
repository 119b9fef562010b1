namespace Yolo.Tracking.Motion;

/// <summary>The similarity that carries pairs of places with the least sum of squared errors.</summary>
internal static class SimilarityFit
{
    /// <summary>Fits.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="errors">The squared error of each pair under the present estimate.</param>
    /// <param name="limit">Pairs with a larger squared error are left out.</param>
    /// <param name="present">What is given back if the pairs that are left lie in one place.</param>
    /// <returns>The best one.</returns>
    public static Similarity Run(ReadOnlySpan<PointPair> pairs, ReadOnlySpan<float> errors, float limit, Similarity present)
    {
        var (count, fromX, fromY, toX, toY) = (0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < pairs.Length; i++)
        {
            if (errors[i] <= limit)
            {
                count++;
                (fromX, fromY) = (fromX + pairs[i].From.X, fromY + pairs[i].From.Y);
                (toX, toY) = (toX + pairs[i].To.X, toY + pairs[i].To.Y);
            }
        }

        (fromX, fromY, toX, toY) = (fromX / count, fromY / count, toX / count, toY / count);
        var (along, across, spread) = (0.0, 0.0, 0.0);
        for (var i = 0; i < pairs.Length; i++)
        {
            if (errors[i] <= limit)
            {
                var (x, y) = (pairs[i].From.X - fromX, pairs[i].From.Y - fromY);
                var (newX, newY) = (pairs[i].To.X - toX, pairs[i].To.Y - toY);
                along += (x * newX) + (y * newY);
                across += (x * newY) - (y * newX);
                spread += (x * x) + (y * y);
            }
        }

        return spread > 0 ? Similarity.Through(along / spread, across / spread, fromX, fromY, toX, toY) : present;
    }
}

namespace Yolo.Data.Augmentations;

/// <summary>Gives all polygons the same number of points, so that a warped outline keeps its form.</summary>
internal static class PolygonSampling
{
    /// <summary>Samples the closed polygon evenly over its point indices; the original corners are kept while there is room for them.</summary>
    /// <param name="polygon">x and y in turn.</param>
    /// <param name="points">How many points to give.</param>
    /// <returns>x and y in turn.</returns>
    public static float[] Resample(ReadOnlySpan<float> polygon, int points)
    {
        if (polygon.Length / 2 == points)
        {
            return polygon.ToArray();
        }

        float[] closed = [.. polygon, polygon[0], polygon[1]];
        int corners = closed.Length / 2;
        var positions = new List<double>(points);
        int added = corners < points ? points - corners : points;
        for (int index = 0; index < added; index++)
        {
            positions.Add(added == 1 ? 0 : (corners - 1) * (double)index / (added - 1));
        }

        if (corners < points)
        {
            positions.AddRange(Enumerable.Range(0, corners).Select(corner => (double)corner));
            positions.Sort();
        }

        float[] sampled = new float[points * 2];
        for (int point = 0; point < points; point++)
        {
            int corner = Math.Min((int)positions[point], corners - 2);
            double share = positions[point] - corner;
            for (int axis = 0; axis < 2; axis++)
            {
                double from = closed[(2 * corner) + axis], to = closed[(2 * corner) + 2 + axis];
                sampled[(2 * point) + axis] = (float)(from + ((to - from) * share));
            }
        }

        return sampled;
    }
}

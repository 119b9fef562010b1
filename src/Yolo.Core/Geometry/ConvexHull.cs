namespace Yolo.Geometry;

/// <summary>The outermost of points.</summary>
internal static class ConvexHull
{
    /// <summary>The corners of the smallest convex outline around points.</summary>
    /// <param name="points">x and y in turn.</param>
    /// <returns>In order around the outline; one or two if all points are in one place or line.</returns>
    public static (double X, double Y)[] Of(ReadOnlySpan<float> points)
    {
        var sorted = new (double X, double Y)[points.Length / 2];
        for (int point = 0; point < sorted.Length; point++)
        {
            sorted[point] = (points[2 * point], points[(2 * point) + 1]);
        }

        sorted = [.. sorted.Distinct().Order()];
        return sorted.Length < 3 ? sorted : [.. Chain(sorted), .. Chain(sorted.Reverse())];
    }

    /// <summary>The side of the hull from the first point to the last, without the last.</summary>
    private static List<(double X, double Y)> Chain(IEnumerable<(double X, double Y)> sorted)
    {
        var chain = new List<(double X, double Y)>();
        foreach (var point in sorted)
        {
            while (chain.Count > 1 && Turn(chain[^2], chain[^1], point) <= 0)
            {
                chain.RemoveAt(chain.Count - 1);
            }

            chain.Add(point);
        }

        chain.RemoveAt(chain.Count - 1);
        return chain;
    }

    private static double Turn((double X, double Y) from, (double X, double Y) by, (double X, double Y) to) =>
        ((by.X - from.X) * (to.Y - from.Y)) - ((by.Y - from.Y) * (to.X - from.X));
}

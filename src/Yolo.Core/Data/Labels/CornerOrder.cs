namespace Yolo.Data.Labels;

/// <summary>The order of four corners, which annotation tools write as they like.</summary>
internal static class CornerOrder
{
    /// <summary>Whether the outline through four corners crosses itself.</summary>
    /// <param name="corners">x and y in turn, eight numbers.</param>
    public static bool Crosses(ReadOnlySpan<float> corners) => SidesCross(corners, 0, 1, 2, 3) || SidesCross(corners, 1, 2, 3, 0);

    /// <summary>The corners in their order around the middle, so that the outline does not cross itself.</summary>
    /// <param name="corners">x and y in turn, eight numbers.</param>
    public static float[] Straighten(ReadOnlySpan<float> corners)
    {
        float[][] points = [.. corners.ToArray().Chunk(2)];
        (float x, float y) = (points.Average(point => point[0]), points.Average(point => point[1]));
        return [.. points.OrderBy(point => Math.Atan2(point[1] - y, point[0] - x)).SelectMany(point => point)];
    }

    private static bool SidesCross(ReadOnlySpan<float> corners, int a, int b, int c, int d) =>
        Side(corners, a, b, c) * Side(corners, a, b, d) < 0 && Side(corners, c, d, a) * Side(corners, c, d, b) < 0;

    /// <summary>On which side of the line through two corners a third lies: the sign.</summary>
    private static int Side(ReadOnlySpan<float> corners, int from, int to, int point)
    {
        double Of(ReadOnlySpan<float> all, int corner, int axis) => all[(2 * corner) + axis] - (double)all[(2 * from) + axis];
        return Math.Sign((Of(corners, to, 0) * Of(corners, point, 1)) - (Of(corners, to, 1) * Of(corners, point, 0)));
    }
}

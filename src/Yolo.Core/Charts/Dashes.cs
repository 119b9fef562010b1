using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Cuts lines into dashes.</summary>
internal static class Dashes
{
    /// <summary>The dashes of a line; they run around its corners.</summary>
    /// <param name="path">Points of the line, all finite.</param>
    /// <param name="dash">Length of a dash in pixels, above 0.</param>
    /// <param name="gap">Length of a gap in pixels, above 0.</param>
    public static IEnumerable<PixelPoint[]> Cut(IReadOnlyList<PixelPoint> path, double dash, double gap)
    {
        if (path.Count < 2)
        {
            yield break;
        }

        var current = new List<PixelPoint> { path[0] };
        var (left, drawing) = (dash, true);
        for (var i = 1; i < path.Count; i++)
        {
            var (from, to) = (path[i - 1], path[i]);
            for (var length = Distance(from, to); length > left; length = Distance(from, to))
            {
                from = new(from.X + ((to.X - from.X) * left / length), from.Y + ((to.Y - from.Y) * left / length));
                if (drawing)
                {
                    yield return [.. current, from];
                }

                current.Clear();
                current.Add(from);
                (left, drawing) = (drawing ? gap : dash, !drawing);
            }

            left -= Distance(from, to);
            current.Add(to);
        }

        if (drawing)
        {
            yield return [.. current];
        }
    }

    private static double Distance(PixelPoint from, PixelPoint to) => Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
}

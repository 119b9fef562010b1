namespace Yolo.Geometry;

/// <summary>Finds the smallest rectangle around points, of any angle.</summary>
/// <remarks>
/// One of its sides lies along one of the hull. Around an outline with a right angle two are equally small, and which of them OpenCV takes is decided by the
/// last digits of 32-bit numbers: so areas are computed in 32 bits here, too, from the end of the side that the rectangle lies along, and of equal ones the
/// last counts, by rising angle.
/// </remarks>
internal static class SmallestRectangle
{
    private const double Quarter = Math.PI / 2;

    /// <summary>Finds it.</summary>
    /// <param name="points">x and y in turn, in pixels, in any order.</param>
    /// <returns>Its width is at least its height, its angle in [−π/4, 3π/4); all 0 without points.</returns>
    public static RotatedRectangle Around(ReadOnlySpan<float> points)
    {
        var hull = ConvexHull.Of(points);
        if (hull.Length == 0)
        {
            return default;
        }

        var (best, least) = (new Extent(hull, new(1, 0, hull[0])), float.PositiveInfinity);
        foreach (var side in Sides(hull))
        {
            var found = new Extent(hull, side);
            if (found.Area <= least)
            {
                (best, least) = (found, found.Area);
            }
        }

        return best.Normalized();
    }

    /// <summary>The sides, by their angle from the axis before. What they enclose lies below them, seen along each.</summary>
    private static IEnumerable<Side> Sides((double X, double Y)[] hull) => hull
        .Select((from, corner) => Side.Between(from, hull[(corner + 1) % hull.Length]))
        .Where(side => float.IsFinite(side.Cosine))
        .OrderBy(side => ((Math.Atan2(side.Sine, side.Cosine) % Quarter) + Quarter) % Quarter);

    /// <summary>A side of the hull: its direction and its end.</summary>
    private readonly record struct Side(float Cosine, float Sine, (double X, double Y) End)
    {
        public static Side Between((double X, double Y) from, (double X, double Y) to)
        {
            var (x, y) = ((float)(to.X - from.X), (float)(to.Y - from.Y));
            float inverse = (float)(1 / Math.Sqrt(((double)x * x) + ((double)y * y)));
            return new(x * inverse, y * inverse, to);
        }

        public double Along((double X, double Y) point) => (point.X * Cosine) + (point.Y * Sine);

        public double Across((double X, double Y) point) => (point.Y * Cosine) - (point.X * Sine);
    }

    /// <summary>The outermost points as seen along a side.</summary>
    private sealed class Extent((double X, double Y)[] hull, Side side)
    {
        private readonly (double X, double Y) left = hull.MinBy(side.Along);
        private readonly (double X, double Y) right = hull.MaxBy(side.Along);
        private readonly (double X, double Y) bottom = hull.MaxBy(side.Across);

        public float Area
        {
            get
            {
                var (alongX, alongY) = ((float)(right.X - left.X), (float)(right.Y - left.Y));
                var (acrossX, acrossY) = ((float)(bottom.X - side.End.X), (float)(bottom.Y - side.End.Y));
                return ((alongX * side.Cosine) + (alongY * side.Sine)) * ((acrossY * side.Cosine) - (acrossX * side.Sine));
            }
        }

        public RotatedRectangle Normalized()
        {
            double top = hull.Min(side.Across), width = side.Along(right) - side.Along(left), height = side.Across(bottom) - top, angle = Math.Atan2(side.Sine, side.Cosine);
            double along = side.Along(left) + (width / 2), across = top + (height / 2);
            // Of a square each side could be the first: as in OpenCV it is the one between the x axis and straight down.
            while (angle <= 0)
            {
                (width, height, angle) = (height, width, angle + Quarter);
            }

            while (angle > Quarter)
            {
                (width, height, angle) = (height, width, angle - Quarter);
            }

            if (width < height)
            {
                (width, height, angle) = (height, width, angle + Quarter);
            }

            float turn = (float)(angle >= 0.75 * Math.PI ? angle - Math.PI : angle);
            return new(
                (float)((along * side.Cosine) - (across * side.Sine)), (float)((along * side.Sine) + (across * side.Cosine)), (float)width, (float)height, turn);
        }
    }
}

namespace Yolo.Geometry;

/// <summary>A rectangle with an angle of its own.</summary>
/// <param name="CenterX">Centre, pixels from the left.</param>
/// <param name="CenterY">Centre, pixels from the top.</param>
/// <param name="Width">Length of the side that the angle turns, in pixels.</param>
/// <param name="Height">Length of the other side, in pixels.</param>
/// <param name="Angle">Radians from the x axis to the first side, clockwise on the screen.</param>
public readonly record struct RotatedRectangle(float CenterX, float CenterY, float Width, float Height, float Angle)
{
    /// <summary>The smallest rectangle around points, of any angle.</summary>
    /// <param name="points">x and y in turn, in pixels, in any order.</param>
    /// <returns>Its width is at least its height, its angle in [−π/4, 3π/4); all 0 without points.</returns>
    public static RotatedRectangle Around(ReadOnlySpan<float> points)
    {
        var hull = ConvexHull.Of(points);
        if (hull.Length == 0)
        {
            return default;
        }

        var best = Along(hull, 1, 0);
        for (int corner = 0; corner < hull.Length; corner++)
        {
            var (from, to) = (hull[corner], hull[(corner + 1) % hull.Length]);
            double length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            // One side of the smallest rectangle lies along one of the hull. Of nearly equal ones the first stays, whatever the last bits say.
            if (length > 0 && Along(hull, (to.X - from.X) / length, (to.Y - from.Y) / length) is var found && found.Area < best.Area * (1 - 1e-9))
            {
                best = found;
            }
        }

        return best.Normalized();
    }

    /// <summary>An upright box as a rectangle whose angle is 0.</summary>
    public static RotatedRectangle Of(in Box box) => new(box.CenterX, box.CenterY, box.Width, box.Height, 0);

    /// <summary>The four corners in order around the rectangle.</summary>
    /// <returns>x and y in turn, in pixels.</returns>
    public float[] Corners() => [.. CornerPoints().SelectMany(corner => new[] { (float)corner.X, (float)corner.Y })];

    /// <summary>The smallest upright box around it.</summary>
    public Box Upright()
    {
        var corners = CornerPoints();
        return new((float)corners.Min(corner => corner.X), (float)corners.Min(corner => corner.Y), (float)corners.Max(corner => corner.X), (float)corners.Max(corner => corner.Y));
    }

    /// <summary>The four corners in order around the rectangle, in pixels.</summary>
    internal (double X, double Y)[] CornerPoints()
    {
        var (sine, cosine) = Math.SinCos(Angle);
        var (alongX, alongY) = (Width / 2 * cosine, Width / 2 * sine);
        var (acrossX, acrossY) = (-Height / 2 * sine, Height / 2 * cosine);
        return
        [
            (CenterX + alongX + acrossX, CenterY + alongY + acrossY),
            (CenterX + alongX - acrossX, CenterY + alongY - acrossY),
            (CenterX - alongX - acrossX, CenterY - alongY - acrossY),
            (CenterX - alongX + acrossX, CenterY - alongY + acrossY),
        ];
    }

    private static Extent Along((double X, double Y)[] hull, double cosine, double sine)
    {
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (x, y) in hull)
        {
            (double along, double across) = ((x * cosine) + (y * sine), (y * cosine) - (x * sine));
            (left, right) = (Math.Min(left, along), Math.Max(right, along));
            (top, bottom) = (Math.Min(top, across), Math.Max(bottom, across));
        }

        return new(cosine, sine, left, right, top, bottom);
    }

    /// <summary>A rectangle in axes that are turned.</summary>
    private readonly record struct Extent(double Cosine, double Sine, double Left, double Right, double Top, double Bottom)
    {
        public double Area => (Right - Left) * (Bottom - Top);

        public RotatedRectangle Normalized()
        {
            (double along, double across) = ((Left + Right) / 2, (Top + Bottom) / 2);
            (double width, double height, double angle) = (Right - Left, Bottom - Top, Math.Atan2(Sine, Cosine));
            // Of a square each side could be the first: as in OpenCV it is the one between the x axis and straight down.
            while (angle <= 0)
            {
                (width, height, angle) = (height, width, angle + (Math.PI / 2));
            }

            while (angle > Math.PI / 2)
            {
                (width, height, angle) = (height, width, angle - (Math.PI / 2));
            }

            if (width < height)
            {
                (width, height, angle) = (height, width, angle + (Math.PI / 2));
            }

            float turn = (float)(angle >= 0.75 * Math.PI ? angle - Math.PI : angle);
            return new(
                (float)((along * Cosine) - (across * Sine)), (float)((along * Sine) + (across * Cosine)), (float)width, (float)height, turn);
        }
    }
}

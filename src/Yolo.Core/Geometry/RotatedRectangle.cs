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
    internal static RotatedRectangle Around(ReadOnlySpan<float> points) => SmallestRectangle.Around(points);

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
}

using Yolo.Geometry;

namespace Yolo.Data.Labels;

/// <summary>A box as label files have it: centre and size, as shares of the picture's width and height.</summary>
/// <param name="X">Horizontal centre, 0 to 1.</param>
/// <param name="Y">Vertical centre, 0 to 1.</param>
/// <param name="Width">Width, 0 to 1.</param>
/// <param name="Height">Height, 0 to 1.</param>
public readonly record struct LabelBox(float X, float Y, float Width, float Height)
{
    /// <summary>The box around points.</summary>
    /// <param name="points">x and y in turn, at least one point.</param>
    /// <returns>The smallest box that holds them.</returns>
    internal static LabelBox Around(ReadOnlySpan<float> points)
    {
        (float x1, float y1, float x2, float y2) = (points[0], points[1], points[0], points[1]);
        for (int at = 2; at < points.Length; at += 2)
        {
            (x1, x2) = (Math.Min(x1, points[at]), Math.Max(x2, points[at]));
            (y1, y2) = (Math.Min(y1, points[at + 1]), Math.Max(y2, points[at + 1]));
        }

        return new((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1);
    }

    /// <summary>The corners on a picture of a size.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <returns>The box in pixels.</returns>
    public Box ToPixels(float width, float height) =>
        new((X - (Width / 2)) * width, (Y - (Height / 2)) * height, (X + (Width / 2)) * width, (Y + (Height / 2)) * height);
}

using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>An object with a box of its own angle.</summary>
/// <param name="CenterX">Centre, pixels from the left edge of the original picture.</param>
/// <param name="CenterY">Centre, pixels from the top edge.</param>
/// <param name="Width">Length of the side that the angle turns, in pixels.</param>
/// <param name="Height">Length of the other side, in pixels.</param>
/// <param name="Angle">Angle in radians from the x axis to the first side, clockwise on the screen, as the head gives it: from −π/4 to 3π/4, of the family 26 without bounds.</param>
/// <param name="Confidence">Probability of the class, between 0 and 1.</param>
/// <param name="Class">Index of the class.</param>
/// <param name="TrackId">Number of the track that it belongs to, from 1; null where nothing is tracked.</param>
public readonly record struct RotatedBox(float CenterX, float CenterY, float Width, float Height, float Angle, float Confidence, int Class, int? TrackId = null)
{
    internal RotatedBox(in RotatedRectangle rectangle, float confidence, int label)
        : this(rectangle.CenterX, rectangle.CenterY, rectangle.Width, rectangle.Height, rectangle.Angle, confidence, label)
    {
    }

    private RotatedRectangle Rectangle => new(CenterX, CenterY, Width, Height, Angle);

    /// <summary>The four corners in order around the box; they may lie outside the picture.</summary>
    public PixelPoint[] Corners() => [.. Rectangle.CornerPoints().Select(corner => new PixelPoint(corner.X, corner.Y))];

    /// <summary>The smallest upright box around it; it may reach beyond the picture.</summary>
    public Box Upright() => Rectangle.Upright();
}

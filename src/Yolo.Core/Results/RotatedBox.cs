using System.Globalization;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>An object with a box of its own angle. Two are equal if the network said the same of them; the name, which follows from the class, does not count.</summary>
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
    private readonly string? name;

    internal RotatedBox(in RotatedRectangle rectangle, float confidence, int label)
        : this(rectangle.CenterX, rectangle.CenterY, rectangle.Width, rectangle.Height, rectangle.Angle, confidence, label)
    {
    }

    /// <summary>Name of the class; its number where there is no name. A <see cref="Result"/> names the objects that it is given.</summary>
    public string Name
    {
        get => name ?? Class.ToString(CultureInfo.InvariantCulture);
        init => name = value;
    }

    private RotatedRectangle Rectangle => new(CenterX, CenterY, Width, Height, Angle);

    /// <summary>The four corners in order around the box; they may lie outside the picture.</summary>
    public PixelPoint[] Corners() => [.. Rectangle.CornerPoints().Select(corner => new PixelPoint(corner.X, corner.Y))];

    /// <summary>The smallest upright box around it; it may reach beyond the picture.</summary>
    public Box Upright() => Rectangle.Upright();

    /// <inheritdoc/>
    public bool Equals(RotatedBox other) => Rectangle == other.Rectangle && Confidence.Equals(other.Confidence) && Class == other.Class && TrackId == other.TrackId;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rectangle, Confidence, Class, TrackId);

    /// <summary>Name, confidence, centre, size, angle in degrees and, if it is tracked, the track: "ship 0.91 at (50.0, 40.0), 30.0 x 12.0, 15.0° #3".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} {Confidence:F2} at ({CenterX:F1}, {CenterY:F1}), {Width:F1} x {Height:F1}, {float.RadiansToDegrees(Angle):F1}°{(TrackId is { } track ? $" #{track}" : "")}");

    /// <summary>The object under the name that its class has here; without one where it has none.</summary>
    internal RotatedBox NamedBy(IReadOnlyDictionary<int, string> names) => this with { Name = names.GetValueOrDefault(Class)! };
}

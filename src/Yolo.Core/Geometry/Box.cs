namespace Yolo.Geometry;

/// <summary>
/// A rectangle by its corners. Coordinates are pixels unless the place where it is used says otherwise: the origin is the upper left
/// corner of the upper left pixel, x grows to the right and y downwards, so a box around a whole picture is (0, 0, width, height).
/// </summary>
/// <param name="X1">Left edge.</param>
/// <param name="Y1">Upper edge.</param>
/// <param name="X2">Right edge.</param>
/// <param name="Y2">Lower edge.</param>
public readonly record struct Box(float X1, float Y1, float X2, float Y2)
{
    /// <summary>From the right edge minus the left; negative for a box turned inside out.</summary>
    public float Width => X2 - X1;

    /// <summary>From the lower edge minus the upper; negative for a box turned inside out.</summary>
    public float Height => Y2 - Y1;

    /// <summary>The horizontal centre.</summary>
    public float CenterX => (X1 + X2) / 2;

    /// <summary>The vertical centre.</summary>
    public float CenterY => (Y1 + Y2) / 2;

    /// <summary>Width times height.</summary>
    public float Area => Width * Height;

    /// <summary>Whether the four numbers of a box are numbers, and not what a network that has broken down gives.</summary>
    internal static bool AreNumbers(float first, float second, float third, float fourth) =>
        float.IsFinite(first) && float.IsFinite(second) && float.IsFinite(third) && float.IsFinite(fourth);

    /// <summary>A box from its centre and size.</summary>
    public static Box FromCenter(float x, float y, float width, float height) =>
        new(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));

    /// <summary>The box cut off at the edges of a picture of this size.</summary>
    public Box Clip(int width, int height) =>
        new(Math.Clamp(X1, 0, width), Math.Clamp(Y1, 0, height), Math.Clamp(X2, 0, width), Math.Clamp(Y2, 0, height));

    /// <summary>The corners: "(10, 20.5, 30, 60)".</summary>
    public override string ToString() => FormattableString.Invariant($"({X1}, {Y1}, {X2}, {Y2})");

    /// <summary>The area that both boxes cover, 0 if they do not meet.</summary>
    public float Intersection(in Box other) =>
        Math.Max(0, Math.Min(X2, other.X2) - Math.Max(X1, other.X1)) * Math.Max(0, Math.Min(Y2, other.Y2) - Math.Max(Y1, other.Y1));

    /// <summary>Intersection over union, between 0 and 1. Two boxes without area give 0.</summary>
    public float Iou(in Box other)
    {
        var intersection = Intersection(other);
        var union = Area + other.Area - intersection;
        return union > 0 ? intersection / union : 0;
    }
}

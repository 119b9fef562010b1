using Yolo.Geometry;

namespace Yolo.Data.Augmentations;

/// <summary>An object of a sample, in pixels of the sample's picture.</summary>
/// <param name="Class">Class index.</param>
/// <param name="Box">Its box.</param>
/// <param name="Polygon">Its outline, x and y in turn; null if only the box is known. Never changed in place.</param>
public readonly record struct SampleObject(int Class, Box Box, float[]? Polygon = null)
{
    /// <summary>The object moved.</summary>
    /// <param name="x">Pixels to the right.</param>
    /// <param name="y">Pixels down.</param>
    /// <returns>The object at its new place.</returns>
    public SampleObject Move(float x, float y) =>
        Map(new Box(Box.X1 + x, Box.Y1 + y, Box.X2 + x, Box.Y2 + y), (px, py) => (px + x, py + y));

    /// <summary>The object enlarged about the origin.</summary>
    /// <param name="x">Horizontal factor.</param>
    /// <param name="y">Vertical factor.</param>
    /// <returns>The object in its new size.</returns>
    public SampleObject Enlarge(float x, float y) =>
        Map(new Box(Box.X1 * x, Box.Y1 * y, Box.X2 * x, Box.Y2 * y), (px, py) => (px * x, py * y));

    /// <summary>The object cut off at the edges of a picture.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <returns>What is inside; the box may be empty.</returns>
    public SampleObject Clip(int width, int height) =>
        Map(Box.Clip(width, height), (px, py) => (Math.Clamp(px, 0, width), Math.Clamp(py, 0, height)));

    /// <summary>The object in a mirror at the right edge.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <returns>The mirrored object.</returns>
    public SampleObject MirrorHorizontally(int width) => Map(new Box(width - Box.X2, Box.Y1, width - Box.X1, Box.Y2), (px, py) => (width - px, py));

    /// <summary>The object in a mirror at the lower edge.</summary>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <returns>The mirrored object.</returns>
    public SampleObject MirrorVertically(int height) => Map(new Box(Box.X1, height - Box.Y2, Box.X2, height - Box.Y1), (px, py) => (px, height - py));

    private SampleObject Map(Box box, Func<float, float, (float X, float Y)> point)
    {
        if (Polygon is null)
        {
            return this with { Box = box };
        }

        float[] moved = new float[Polygon.Length];
        for (int at = 0; at < moved.Length; at += 2)
        {
            (moved[at], moved[at + 1]) = point(Polygon[at], Polygon[at + 1]);
        }

        return this with { Box = box, Polygon = moved };
    }
}

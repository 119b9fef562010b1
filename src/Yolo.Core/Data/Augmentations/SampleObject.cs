using Yolo.Geometry;

namespace Yolo.Data.Augmentations;

/// <summary>An object of a sample, in pixels of the sample's picture.</summary>
/// <param name="Class">Class index.</param>
/// <param name="Box">Its box.</param>
/// <param name="Polygon">Its outline, or that of its rotated box, x and y in turn; null if only the box is known. Never changed in place.</param>
/// <param name="Keypoints">x, y and visibility (0: not labelled) of each key point in turn; null if it has none. Never changed in place.</param>
internal readonly record struct SampleObject(int Class, Box Box, float[]? Polygon = null, float[]? Keypoints = null)
{
    /// <summary>Numbers of a key point.</summary>
    internal const int KeypointNumbers = 3;

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

    /// <summary>The object cut off at the edges of a picture; key points outside are no longer visible.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <returns>What is inside; the box may be empty.</returns>
    public SampleObject Clip(int width, int height) =>
        WithoutPointsOutside(width, height).Map(Box.Clip(width, height), (px, py) => (Math.Clamp(px, 0, width), Math.Clamp(py, 0, height)));

    /// <summary>The object in a mirror at the right edge.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="flipIndices">For each key point the index of the one it becomes; empty: its own.</param>
    /// <returns>The mirrored object.</returns>
    public SampleObject MirrorHorizontally(int width, IReadOnlyList<int>? flipIndices = null) =>
        Map(new Box(width - Box.X2, Box.Y1, width - Box.X1, Box.Y2), (px, py) => (width - px, py)).Exchange(flipIndices);

    /// <summary>The object in a mirror at the lower edge.</summary>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="flipIndices">For each key point the index of the one it becomes; empty: its own.</param>
    /// <returns>The mirrored object.</returns>
    public SampleObject MirrorVertically(int height, IReadOnlyList<int>? flipIndices = null) =>
        Map(new Box(Box.X1, height - Box.Y2, Box.X2, height - Box.Y1), (px, py) => (px, height - py)).Exchange(flipIndices);

    private SampleObject Map(Box box, Func<float, float, (float X, float Y)> point) => this with
    {
        Box = box,
        Polygon = Moved(Polygon, 2, point),
        Keypoints = Moved(Keypoints, KeypointNumbers, point),
    };

    /// <summary>Moves points of so many numbers each, of which the first two are x and y.</summary>
    private static float[]? Moved(float[]? points, int numbers, Func<float, float, (float X, float Y)> move)
    {
        if (points is null)
        {
            return null;
        }

        float[] moved = [.. points];
        for (int at = 0; at < moved.Length; at += numbers)
        {
            (moved[at], moved[at + 1]) = move(points[at], points[at + 1]);
        }

        return moved;
    }

    private SampleObject WithoutPointsOutside(int width, int height)
    {
        if (Keypoints is null)
        {
            return this;
        }

        float[] points = [.. Keypoints];
        for (int at = 0; at < points.Length; at += KeypointNumbers)
        {
            bool inside = points[at] >= 0 && points[at] <= width && points[at + 1] >= 0 && points[at + 1] <= height;
            points[at + 2] = inside ? points[at + 2] : 0;
        }

        return this with { Keypoints = points };
    }

    /// <summary>In a mirror the left hand becomes the right one.</summary>
    private SampleObject Exchange(IReadOnlyList<int>? indices)
    {
        if (Keypoints is not { } points || indices is null or { Count: 0 })
        {
            return this;
        }

        return this with { Keypoints = [.. indices.SelectMany(index => points.AsSpan(index * KeypointNumbers, KeypointNumbers).ToArray())] };
    }
}

using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>The part of a chart inside its axes: takes numbers to pixels.</summary>
/// <param name="Area">The pixels.</param>
/// <param name="X">From left to right.</param>
/// <param name="Y">From bottom to top.</param>
/// <param name="TextSize">Height of a line of text in pixels; widths of lines follow it.</param>
internal readonly record struct Plane(PixelBox Area, Axis X, Axis Y, double TextSize)
{
    /// <summary>Width of an ordinary line.</summary>
    public double Line => TextSize / 12;

    /// <summary>Where a pair of numbers lies. What is beyond the axes is moved to their ends.</summary>
    public PixelPoint At(double x, double y) => new(Area.Left + (X.Share(x) * Area.Width), Area.Bottom - (Y.Share(y) * Area.Height));

    /// <summary>Where a rectangle lies, given by any two opposite corners.</summary>
    public PixelBox Box(double x1, double y1, double x2, double y2)
    {
        var (one, other) = (At(x1, y1), At(x2, y2));
        return new(Math.Min(one.X, other.X), Math.Min(one.Y, other.Y), Math.Max(one.X, other.X), Math.Max(one.Y, other.Y));
    }
}

using Yolo.Geometry;

namespace Yolo.Imaging;

/// <summary>An upright rectangle in pixels, by its edges; see <see cref="PixelPoint"/> for the origin.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Bottom edge.</param>
public readonly record struct PixelBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Right − left.</summary>
    public double Width => Right - Left;

    /// <summary>Bottom − top.</summary>
    public double Height => Bottom - Top;

    /// <summary>The box of a result, as it is drawn.</summary>
    public static implicit operator PixelBox(Box box) => new(box.X1, box.Y1, box.X2, box.Y2);

    /// <summary>Moves every edge outwards.</summary>
    /// <param name="margin">Pixels; negative moves inwards.</param>
    /// <returns>The larger box.</returns>
    internal PixelBox Grow(double margin) => new(Left - margin, Top - margin, Right + margin, Bottom + margin);
}

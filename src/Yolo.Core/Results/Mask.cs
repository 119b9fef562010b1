using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>Which pixels belong to an object. Only the rectangle around them is stored, in pixels of the original picture.</summary>
public sealed class Mask
{
    private readonly bool[] pixels;

    /// <summary>Takes the pixels of a rectangle.</summary>
    /// <param name="left">Its left column in the picture.</param>
    /// <param name="top">Its top row in the picture.</param>
    /// <param name="width">Columns, from 0.</param>
    /// <param name="height">Rows, from 0.</param>
    /// <param name="pixels">Width × height, row by row: whether the pixel belongs to the object. Not copied.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public Mask(int left, int top, int width, int height, bool[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != width * height)
        {
            throw new ArgumentException(FormattableString.Invariant($"A mask of {width}x{height} has {width * height} pixels; {pixels.Length} were given."), nameof(pixels));
        }

        (Left, Top, Width, Height) = (left, top, width, height);
        this.pixels = pixels;
    }

    /// <summary>Left column of the rectangle in the picture.</summary>
    public int Left { get; }

    /// <summary>Top row of the rectangle in the picture.</summary>
    public int Top { get; }

    /// <summary>Columns of the rectangle.</summary>
    public int Width { get; }

    /// <summary>Rows of the rectangle.</summary>
    public int Height { get; }

    /// <summary>How many pixels belong to the object.</summary>
    public int Area => pixels.AsSpan().Count(true);

    /// <summary>Whether a pixel of the picture belongs to the object.</summary>
    /// <param name="x">Column in the picture.</param>
    /// <param name="y">Row in the picture.</param>
    public bool this[int x, int y] => x >= Left && y >= Top && x < Left + Width && y < Top + Height && pixels[((y - Top) * Width) + x - Left];

    /// <summary>The rectangle's pixels, row by row.</summary>
    public ReadOnlySpan<bool> AsSpan() => pixels;

    /// <summary>How many pixels, and the rectangle around them: "mask of 812 pixels in 30x40 at (12, 5)", width before height.</summary>
    public override string ToString() => FormattableString.Invariant($"mask of {Area} pixels in {Width}x{Height} at ({Left}, {Top})");

    /// <summary>Where the outline is taken from if not from these pixels.</summary>
    internal MaskGrid? Grid { get; set; }

    /// <summary>
    /// The outlines of all connected parts as one polygon, as the reference writes it: each part is tied to the next where they are nearest, and the
    /// ties are gone along twice. Pixels that touch at a corner are connected; holes are not told. Straight and diagonal runs have no points
    /// between. Empty if no pixel belongs to the object.
    /// </summary>
    /// <returns>
    /// Points in pixels of the picture, counter-clockwise on the screen. They are columns and rows of pixels that belong to the object; of predictions,
    /// unless their masks are sharp, pixels of the network's input, mapped back to the picture.
    /// </returns>
    public PixelPoint[] Outline()
    {
        var parts = MaskContours.Of(Grid?.Pixels ?? this);
        return parts.Count == 0 ? [] : Array.ConvertAll(MaskPolygon.Join(parts), point => Grid?.ToPicture(point.X, point.Y) ?? new PixelPoint(point.X, point.Y));
    }
}

using Yolo.Imaging.Kernels;

namespace Yolo.Imaging;

/// <summary>Fits pictures into the network's canvas: resized bilinearly, the rest padded.</summary>
internal static class Letterbox
{
    /// <summary>Writes the canvas as bytes into a buffer of the caller.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="geometry">Its place.</param>
    /// <param name="canvas">Height × width × 3 bytes, RGB.</param>
    /// <param name="padding">Grey level around the picture.</param>
    /// <exception cref="ArgumentException">The buffer has another length.</exception>
    public static void Render(Image image, in LetterboxGeometry geometry, Span<byte> canvas, byte padding = 114)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckLength(canvas.Length, geometry);
        var sink = new ByteRows(canvas, geometry);
        Pad(ref sink, geometry, padding);
        Bilinear.Resize(image.Pixels, image.Width, image.Height, geometry.ContentWidth, geometry.ContentHeight, ref sink);
    }

    /// <summary>Writes the canvas as the network's input, value / 255, into a buffer of the caller.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="geometry">Its place.</param>
    /// <param name="input">3 × height × width numbers, RGB in [0, 1].</param>
    /// <param name="layout">Order of the numbers.</param>
    /// <param name="padding">Grey level around the picture, 0 to 255.</param>
    /// <exception cref="ArgumentException">The buffer has another length.</exception>
    public static void Render(Image image, in LetterboxGeometry geometry, Span<float> input, PixelLayout layout, byte padding = 114)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckLength(input.Length, geometry);
        var sink = new FloatRows(input, geometry, layout);
        Pad(ref sink, geometry, padding);
        Bilinear.Resize(image.Pixels, image.Width, image.Height, geometry.ContentWidth, geometry.ContentHeight, ref sink);
    }

    private static void Pad<TRows>(ref TRows rows, in LetterboxGeometry geometry, byte padding)
        where TRows : IRowSink, allows ref struct
    {
        rows.Pad(0, 0, geometry.Width, geometry.Top, padding);
        rows.Pad(0, geometry.Top + geometry.ContentHeight, geometry.Width, geometry.Bottom, padding);
        rows.Pad(0, geometry.Top, geometry.Left, geometry.ContentHeight, padding);
        rows.Pad(geometry.Left + geometry.ContentWidth, geometry.Top, geometry.Right, geometry.ContentHeight, padding);
    }

    private static void CheckLength(int length, in LetterboxGeometry geometry)
    {
        int needed = Image.ByteCount(geometry.Width, geometry.Height);
        if (length != needed)
        {
            throw new ArgumentException($"A canvas of {geometry.Width}x{geometry.Height} needs {needed} elements; the buffer has {length}.");
        }
    }
}

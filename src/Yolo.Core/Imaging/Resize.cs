namespace Yolo.Imaging;

/// <summary>Changes the size of pictures: bilinear, half-pixel centres, no antialiasing; equal to what detectors of this family are trained with.</summary>
internal static class Resize
{
    /// <summary>Resizes a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">New width in pixels.</param>
    /// <param name="height">New height in pixels.</param>
    /// <returns>A new picture.</returns>
    public static Image Bilinear(Image image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        var resized = ImageMemory.Take(width, height);
        Bilinear(image, resized.Pixels, width, height);
        return resized;
    }

    /// <summary>Resizes a picture into a buffer of the caller.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="pixels">Height × width × 3 bytes.</param>
    /// <param name="width">New width in pixels.</param>
    /// <param name="height">New height in pixels.</param>
    /// <exception cref="ArgumentException">The buffer has another length.</exception>
    public static void Bilinear(Image image, Span<byte> pixels, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        var place = new LetterboxGeometry(width, height, width, height, 0, 0, (double)width / image.Width, (double)height / image.Height);
        Letterbox.Render(image, place, pixels);
    }
}

using Yolo.Imaging;
using Yolo.Imaging.Codecs;

namespace Yolo.Data.Augmentations;

/// <summary>Lends pictures whose memory is used again: a sample passes through several, and each would be garbage at once.</summary>
internal static class PixelPool
{
    // Every worker has a few at a time: the file's picture, the canvas of a mosaic, what is warped from it.
    private static readonly ExactPool Memory = new(kept: 8);

    /// <summary>A picture with arbitrary pixels.</summary>
    public static Image Rent(int width, int height) => ImageMemory.Take(width, height, Memory);

    /// <summary>The picture of a file, as far as it can be read.</summary>
    /// <exception cref="ImageFormatException">As for <see cref="Image.Decode(string, bool)"/>.</exception>
    /// <exception cref="IOException">Likewise.</exception>
    public static Image Decode(string path)
    {
        using var file = Image.Open(path);
        return ImageDecoder.Decode(file, path, strict: false, Memory);
    }

    /// <summary>Takes back a picture of this pool.</summary>
    public static void Return(Image image) => ImageMemory.Return(image, Memory);
}

namespace Yolo.Imaging.Codecs;

/// <summary>Encoding, and writing files that are complete or not there.</summary>
internal static class ImageEncoder
{
    private const int JpegLimit = 65_500;
    private const int WebPLimit = 16_383;

    public static byte[] Encode(Image image, ImageFormat format, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        int limit = format switch
        {
            ImageFormat.Jpeg => JpegLimit,
            ImageFormat.WebP => WebPLimit,
            ImageFormat.Png => int.MaxValue,
            _ => throw new ArgumentException($"{format} cannot be written; JPEG, PNG and WebP can.", nameof(format)),
        };
        if (Math.Max(image.Width, image.Height) > limit)
        {
            throw new ImageFormatException(
                $"{format} holds at most {limit} pixels a side; the picture has {image.Width}x{image.Height}. Save it as PNG or scale it down.");
        }

        try
        {
            return ImageCodecs.Writer(format).Encode(image, format, quality);
        }
        catch (CodecException error)
        {
            throw new ImageFormatException($"A picture of {image.Width}x{image.Height} could not be written as {format}: {error.Message}.", error);
        }
    }

    public static void Save(Image image, string path, int quality)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] content = Encode(image, FormatOf(path), quality);
        AtomicFile.Write(path, stream => stream.Write(content), durable: false);
    }

    private static ImageFormat FormatOf(string path)
    {
        string extension = Path.GetExtension(path);
        return extension.ToLowerInvariant() switch
        {
            ".jpg" or ".jpeg" => ImageFormat.Jpeg,
            ".png" => ImageFormat.Png,
            ".webp" => ImageFormat.WebP,
            _ => throw new ArgumentException($"{path}: pictures are not written as '{extension}'; use .jpg, .png or .webp.", nameof(path)),
        };
    }
}

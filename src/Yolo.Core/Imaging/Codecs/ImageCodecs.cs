namespace Yolo.Imaging.Codecs;

/// <summary>Which library reads and writes which format.</summary>
internal static class ImageCodecs
{
    private static readonly SkiaCodec Skia = new();
    private static readonly ImageSharpCodec ImageSharp = new();

    /// <summary>
    /// Skia decodes JPEG with libjpeg-turbo and WebP with libwebp, so to the bit as the reference does, and faster than managed code; the rest is
    /// ImageSharp's.
    /// </summary>
    public static IImageCodec Reader(ImageFormat format) => format is ImageFormat.Jpeg or ImageFormat.WebP ? Skia : ImageSharp;

    /// <summary>Skia writes JPEG with tables made for each picture, which takes twice as long as ImageSharp needs and makes files a tenth smaller.</summary>
    public static IImageCodec Writer(ImageFormat format) => format == ImageFormat.WebP ? Skia : ImageSharp;

    /// <summary>Tells the format from the first bytes of a file; null if it is none that is read.</summary>
    public static ImageFormat? Detect(ReadOnlySpan<byte> head)
    {
        return head switch
        {
            [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.WebP,
            _ => ImageSharpFormats.Detect(head),
        };
    }
}

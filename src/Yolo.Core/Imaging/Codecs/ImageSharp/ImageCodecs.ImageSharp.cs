namespace Yolo.Imaging.Codecs;

internal static partial class ImageCodecs
{
    private static partial IImageCodec Create() => new ImageSharpCodec();
}

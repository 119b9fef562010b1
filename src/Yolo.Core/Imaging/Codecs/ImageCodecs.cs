namespace Yolo.Imaging.Codecs;

/// <summary>Gives the codec that the MSBuild property <c>Images</c> compiled in; each implementation's folder completes this class.</summary>
internal static partial class ImageCodecs
{
    private static IImageCodec? current;

    /// <summary>The codec of this build.</summary>
    /// <exception cref="InvalidOperationException">Its native library is missing.</exception>
    public static IImageCodec Current => current ??= Create();

    private static partial IImageCodec Create();
}

using Yolo.Imaging.Codecs;

namespace Yolo.Imaging;

/// <summary>What a picture's header says, read without decoding a pixel.</summary>
/// <param name="Format">File format, told from the first bytes; the file name plays no part.</param>
/// <param name="StoredWidth">Width in pixels as stored, before the orientation is applied.</param>
/// <param name="StoredHeight">Height in pixels as stored, before the orientation is applied.</param>
/// <param name="Orientation">EXIF orientation, 1 to 8; 1 where the file has none.</param>
/// <param name="BitsPerChannel">Depth of one stored channel, 1 to 64.</param>
/// <param name="Truncated">The file lacks its end: a JPEG without the end marker FF D9, or another format whose container ends early.</param>
public sealed record ImageInfo(ImageFormat Format, int StoredWidth, int StoredHeight, int Orientation, int BitsPerChannel, bool Truncated)
{
    /// <summary>The most pixels that a picture may have, 2²⁸; larger ones are refused before anything is allocated for them.</summary>
    public const long MaxPixels = 1L << 28;

    /// <summary>Width in pixels as shown, after the EXIF orientation.</summary>
    public int Width => Orientation >= 5 ? StoredHeight : StoredWidth;

    /// <summary>Height in pixels as shown, after the EXIF orientation.</summary>
    public int Height => Orientation >= 5 ? StoredWidth : StoredHeight;

    /// <summary>Reads the header of a file.</summary>
    /// <param name="path">Picture file.</param>
    /// <returns>What the header says.</returns>
    /// <exception cref="ImageFormatException">The file is empty, of an unknown format, has a corrupt header or more than <see cref="MaxPixels"/>.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static ImageInfo Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var stream = Image.Open(path);
        return ImageHeader.Read(stream, path);
    }

    /// <summary>Reads the header of a picture in memory.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">How error messages call it.</param>
    /// <returns>What the header says.</returns>
    /// <exception cref="ImageFormatException">As for <see cref="Read(string)"/>.</exception>
    public static ImageInfo Read(ReadOnlySpan<byte> data, string name = "the picture") => ImageHeader.Read(data, name);
}

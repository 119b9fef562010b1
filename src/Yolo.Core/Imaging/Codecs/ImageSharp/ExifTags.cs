using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace Yolo.Imaging.Codecs;

/// <summary>What ImageSharp's EXIF reader finds; a TIFF's first directory is nothing else.</summary>
internal static class ExifTags
{
    private const byte BigTiff = 43;

    // None, LZW, JPEG, Deflate, PackBits and the former number of Deflate.
    private static readonly HashSet<ushort> SafeCompressions = [1, 5, 7, 8, 32773, 32946];
    private static readonly HashSet<ushort> FaxCompressions = [2, 3, 4];

    /// <summary>Reads size, depth and orientation of a TIFF, and refuses what must not reach the decoder.</summary>
    /// <remarks>The library's decoders of fax codes can be made to write outside their memory.</remarks>
    public static (int Orientation, int Bits) OfTiff(ReadOnlySpan<byte> file)
    {
        if (file is [_, _, BigTiff, 0, ..] or [_, _, 0, BigTiff, ..])
        {
            throw new CodecException("a BigTIFF is not read; save it as PNG or as a plain TIFF");
        }

        var tags = new ExifProfile(file.ToArray());
        if (tags.GetValue(ExifTag.Compression)?.Value is not { } compression)
        {
            throw new CodecException("its first directory does not say how the pixels are compressed");
        }

        if (!SafeCompressions.Contains(compression))
        {
            throw new CodecException(FaxCompressions.Contains(compression)
                ? $"its pixels are compressed as a fax (CCITT, compression {compression}), which is not read; save it as PNG, or as TIFF with LZW"
                : $"its compression {compression} is not read; save it as PNG, or as TIFF with LZW");
        }

        int bits = tags.GetValue(ExifTag.BitsPerSample)?.Value is [var first, ..] ? first : 1;
        return (Orientation(tags), Math.Clamp(bits, 1, 64));
    }

    /// <summary>The orientation in a PNG's chunk eXIf, which may stand before or behind the pixels.</summary>
    public static int OrientationOfPng(ReadOnlySpan<byte> file)
    {
        int at = file.IndexOf("eXIf"u8);
        if (at < 4)
        {
            return 1;
        }

        long length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file[(at - 4)..]);
        var block = file[(at + 4)..];
        return Orientation(new ExifProfile(block[..(int)Math.Min(length, block.Length)].ToArray()));
    }

    private static int Orientation(ExifProfile tags) => tags.GetValue(ExifTag.Orientation)?.Value is >= 1 and <= 8 and var orientation ? orientation : 1;
}

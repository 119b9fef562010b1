using System.Buffers.Binary;

namespace Yolo.Imaging.Codecs;

/// <summary>Whether a file was cut off, as far as a few bytes tell it.</summary>
internal static class FileEnd
{
    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    /// <summary>Most JPEGs end in FF D9.</summary>
    public static bool IsJpegEnd(ReadOnlySpan<byte> tail) => tail.EndsWith(JpegEnd);

    /// <summary>Whether the file lacks its end.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> data, ImageFormat format)
    {
        return format switch
        {
            ImageFormat.Jpeg => !IsJpegEnd(data) && !HasJpegEndInside(data),
            ImageFormat.Png => data.LastIndexOf("IEND"u8) < 0,
            ImageFormat.Bmp => IsShorterThanStated(data, data.Length),
            ImageFormat.WebP => data.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(data[4..]) + 8L > data.Length,
            _ => false,
        };
    }

    /// <summary>A bitmap says how long its file is. Some programs leave that at 0.</summary>
    public static bool IsShorterThanStated(ReadOnlySpan<byte> bitmap, long length) =>
        bitmap.Length >= 6 && BinaryPrimitives.ReadUInt32LittleEndian(bitmap[2..]) > length;

    /// <summary>Some cameras write more bytes behind the end. But FF D9 may also end a preview inside the header: only decoding tells.</summary>
    private static bool HasJpegEndInside(ReadOnlySpan<byte> data)
    {
        int last = data.LastIndexOf(JpegEnd);
        return last > 0 && SkiaCodec.IsComplete(data[..(last + JpegEnd.Length)]);
    }
}

using System.Buffers;

namespace Yolo.Imaging.Codecs;

/// <summary>Reads what is said of a picture before its pixels: tells the format, asks its library, checks the limits. Every fault becomes a whole sentence.</summary>
internal static class ImageHeader
{
    // Most headers are shorter, previews and colour profiles included.
    private const int HeadLength = 1 << 16;

    /// <summary>Reads the header of a whole file in memory.</summary>
    public static ImageInfo Read(ReadOnlySpan<byte> data, string name)
    {
        var format = Detect(data, name);
        try
        {
            var info = Checked(ImageCodecs.Reader(format).Identify(data, format), name);
            return info with { Truncated = FileEnd.IsMissing(data, format) };
        }
        catch (CodecException error)
        {
            throw new ImageFormatException(
                error.EndsEarly
                    ? $"{name}: truncated, the file ends inside its header. Download or export it again, or remove it."
                    : $"{name}: corrupt header, {error.Message}. Export it again from its source, or remove it.",
                error);
        }
    }

    /// <summary>Reads the header of a file: no more than its start and its last bytes if those will do.</summary>
    public static ImageInfo Read(Stream file, string name)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(HeadLength);
        try
        {
            var head = buffer.AsSpan(0, file.ReadAtLeast(buffer.AsSpan(0, HeadLength), HeadLength, throwOnEndOfStream: false));
            if (head.Length == HeadLength && ReadHead(head, file, name) is { } info)
            {
                return info;
            }

            if (head.Length < HeadLength)
            {
                return Read(head, name);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        file.Position = 0;
        return WholeFile.Use(file, name, static (data, name) => Read(data, name), name);
    }

    private static ImageInfo? ReadHead(ReadOnlySpan<byte> head, Stream file, string name)
    {
        // PNG, WebP and TIFF may keep their orientation behind the pixels.
        var format = Detect(head, name);
        if (format is ImageFormat.Png or ImageFormat.WebP or ImageFormat.Tiff)
        {
            return null;
        }

        Span<byte> tail = stackalloc byte[2];
        file.Seek(-tail.Length, SeekOrigin.End);
        if (format == ImageFormat.Jpeg && !FileEnd.IsJpegEnd(tail[..file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false)]))
        {
            return null;
        }

        try
        {
            return Checked(ImageCodecs.Reader(format).Identify(head, format), name) with
            {
                Truncated = format == ImageFormat.Bmp && FileEnd.IsShorterThanStated(head, file.Length),
            };
        }
        catch (CodecException)
        {
            // A longer header; if it is corrupt, the whole file will say so.
            return null;
        }
    }

    private static ImageFormat Detect(ReadOnlySpan<byte> head, string name)
    {
        if (head.IsEmpty)
        {
            throw new ImageFormatException($"{name}: the file has zero bytes. Download or export it again, or remove it.");
        }

        return ImageCodecs.Detect(head) ?? throw new ImageFormatException(
            $"{name}: not a picture of a known format (its first bytes are {Convert.ToHexString(head[..Math.Min(8, head.Length)])}). " +
            "JPEG, PNG, WebP, BMP, TIFF, GIF, TGA and PBM, PGM and PPM are read; convert it to one of them.");
    }

    private static ImageInfo Checked(ImageInfo info, string name)
    {
        if (info.StoredWidth <= 0 || info.StoredHeight <= 0)
        {
            throw new CodecException($"the size is {info.StoredWidth}x{info.StoredHeight}");
        }

        long pixels = (long)info.StoredWidth * info.StoredHeight;
        return pixels <= ImageInfo.MaxPixels
            ? info
            : throw new ImageFormatException(
                $"{name}: {info.StoredWidth}x{info.StoredHeight} pixels are more than the {ImageInfo.MaxPixels} that are allowed. Scale it down or cut it into tiles.");
    }
}

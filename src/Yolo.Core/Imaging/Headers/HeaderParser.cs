namespace Yolo.Imaging.Headers;

/// <summary>Tells the format from the first bytes and hands over to its parser; turns every fault into a whole sentence.</summary>
internal static class HeaderParser
{
    private const int SignatureLength = 12;

    public static ImageInfo Parse(Stream stream, string name)
    {
        if (stream.Length == 0)
        {
            throw new ImageFormatException($"{name}: the file has zero bytes. Download or export it again, or remove it.");
        }

        var reader = new HeaderReader(stream);
        Span<byte> signature = stackalloc byte[SignatureLength];
        signature = signature[..reader.Fill(signature)];
        reader.Position = 0;
        try
        {
            return Checked(Dispatch(signature, reader, name), name);
        }
        catch (EndOfStreamException error)
        {
            throw new ImageFormatException($"{name}: truncated, the file ends inside its header. Download or export it again, or remove it.", error);
        }
        catch (HeaderException error)
        {
            throw new ImageFormatException($"{name}: corrupt header, {error.Message}. Export it again from its source, or remove it.", error);
        }
    }

    private static ImageInfo Dispatch(ReadOnlySpan<byte> signature, HeaderReader reader, string name)
    {
        return signature switch
        {
            [0xFF, 0xD8, 0xFF, ..] => JpegHeader.Parse(reader),
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PngHeader.Parse(reader),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P'] => WebPHeader.Parse(reader),
            [(byte)'B', (byte)'M', ..] => BmpHeader.Parse(reader),
            [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => TiffHeader.Parse(reader),
            _ => throw new ImageFormatException(
                $"{name}: not a picture of a known format (its first bytes are {Convert.ToHexString(signature[..Math.Min(8, signature.Length)])}). " +
                "JPEG, PNG, WebP, BMP and TIFF are read; convert it to one of them."),
        };
    }

    private static ImageInfo Checked(ImageInfo info, string name)
    {
        if (info.StoredWidth <= 0 || info.StoredHeight <= 0)
        {
            throw new HeaderException($"the size is {info.StoredWidth}x{info.StoredHeight}");
        }

        long pixels = (long)info.StoredWidth * info.StoredHeight;
        return pixels <= ImageInfo.MaxPixels
            ? info
            : throw new ImageFormatException(
                $"{name}: {info.StoredWidth}x{info.StoredHeight} pixels are more than the {ImageInfo.MaxPixels} that are allowed. Scale it down or cut it into tiles.");
    }
}

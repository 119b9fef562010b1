namespace Yolo.Imaging.Headers;

/// <summary>Reads a WebP's size from its first chunk and its orientation from the chunk EXIF.</summary>
internal static class WebPHeader
{
    private const uint Lossy = 0x20385056;
    private const uint Lossless = 0x4C385056;
    private const uint Extended = 0x58385056;
    private const uint Exif = 0x46495845;

    public static ImageInfo Parse(HeaderReader reader)
    {
        reader.BigEndian = false;
        reader.Position = 4;
        bool truncated = reader.UInt32() + 8L > reader.Length;
        reader.Position = 12;
        uint kind = reader.UInt32();
        uint length = reader.UInt32();
        long start = reader.Position;
        (int width, int height) = kind switch
        {
            Lossy => LossySize(reader, start),
            Lossless => LosslessSize(reader, start),
            Extended => ExtendedSize(reader, start),
            _ => throw new HeaderException("the first chunk is none of VP8, VP8L and VP8X"),
        };
        int orientation = kind == Extended ? FindOrientation(reader, Next(start, length)) : 1;
        return new(ImageFormat.WebP, width, height, orientation, 8, truncated);
    }

    private static long Next(long start, uint length) => start + length + (length & 1);

    private static (int Width, int Height) LossySize(HeaderReader reader, long start)
    {
        reader.Position = start + 6;
        int width = reader.UInt16() & 0x3FFF;
        return (width, reader.UInt16() & 0x3FFF);
    }

    private static (int Width, int Height) LosslessSize(HeaderReader reader, long start)
    {
        reader.Position = start + 1;
        uint packed = reader.UInt32();
        return ((int)(packed & 0x3FFF) + 1, (int)((packed >> 14) & 0x3FFF) + 1);
    }

    private static (int Width, int Height) ExtendedSize(HeaderReader reader, long start)
    {
        reader.Position = start + 4;
        int width = 1 + (reader.UInt16() | (reader.Byte() << 16));
        return (width, 1 + (reader.UInt16() | (reader.Byte() << 16)));
    }

    private static int FindOrientation(HeaderReader reader, long position)
    {
        while (position + 8 <= reader.Length)
        {
            reader.Position = position;
            uint kind = reader.UInt32();
            uint length = reader.UInt32();
            if (kind == Exif)
            {
                return ExifBlock.ReadOrientation(reader, reader.Position, length);
            }

            position = Next(reader.Position, length);
        }

        return 1;
    }
}

namespace Yolo.Imaging.Headers;

/// <summary>Walks a PNG's chunks: size and depth from IHDR, orientation from eXIf, completeness from IEND.</summary>
internal static class PngHeader
{
    private const uint Header = 0x49484452;
    private const uint Exif = 0x65584966;
    private const uint End = 0x49454E44;

    public static ImageInfo Parse(HeaderReader reader)
    {
        reader.Position = 8;
        reader.UInt32();
        if (reader.UInt32() != Header)
        {
            throw new HeaderException("the chunk IHDR is missing");
        }

        uint width = reader.UInt32();
        uint height = reader.UInt32();
        int bits = reader.Byte();
        if (width > int.MaxValue || height > int.MaxValue)
        {
            throw new HeaderException("the size is out of range");
        }

        reader.Position = 33;
        (int orientation, bool complete) = Walk(reader);
        return new(ImageFormat.Png, (int)width, (int)height, orientation, bits, !complete);
    }

    private static (int Orientation, bool Complete) Walk(HeaderReader reader)
    {
        int orientation = 1;
        while (reader.Position + 12 <= reader.Length)
        {
            uint length = reader.UInt32();
            uint kind = reader.UInt32();
            long start = reader.Position;
            if (kind == End)
            {
                return (orientation, true);
            }

            if (kind == Exif)
            {
                orientation = ExifBlock.ReadOrientation(reader, start, length);
            }

            if (start + length + 4 > reader.Length)
            {
                break;
            }

            reader.Position = start + length + 4;
        }

        return (orientation, false);
    }
}

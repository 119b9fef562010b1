namespace Yolo.Imaging.Headers;

/// <summary>Walks a JPEG's segments to its frame header and EXIF block, and looks for its end marker.</summary>
internal static class JpegHeader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Exif = 0xE1;

    public static ImageInfo Parse(HeaderReader reader)
    {
        int orientation = 1;
        (int Width, int Height, int Bits)? frame = null;
        reader.Position = 2;
        while (true)
        {
            byte marker = NextMarker(reader);
            if (marker == EndOfImage || (marker == StartOfScan && frame is null))
            {
                throw new HeaderException("there is no frame header before the picture data");
            }

            if (marker == StartOfScan)
            {
                bool truncated = !HasEnd(reader);
                return new(ImageFormat.Jpeg, frame!.Value.Width, frame.Value.Height, orientation, frame.Value.Bits, truncated);
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            long start = reader.Position;
            int length = reader.UInt16();
            if (IsFrame(marker))
            {
                frame = ReadFrame(reader);
            }
            else if (marker == Exif && orientation == 1)
            {
                orientation = ExifBlock.ReadOrientation(reader, start + 2, length - 2);
            }

            reader.Position = start + Math.Max(2, length);
        }
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static (int Width, int Height, int Bits) ReadFrame(HeaderReader reader)
    {
        int bits = reader.Byte();
        int height = reader.UInt16();
        int width = reader.UInt16();
        return (width, height, bits);
    }

    /// <summary>Finds the next marker as decoders do: bytes in between are skipped, fill bytes FF too.</summary>
    private static byte NextMarker(HeaderReader reader)
    {
        while (true)
        {
            while (reader.Byte() != 0xFF)
            {
            }

            byte marker;
            do
            {
                marker = reader.Byte();
            }
            while (marker == 0xFF);

            if (marker != 0)
            {
                return marker;
            }
        }
    }

    /// <summary>Most files end in FF D9; some carry more bytes behind it, so the rest is searched. Inside picture data FF D9 cannot occur.</summary>
    private static bool HasEnd(HeaderReader reader)
    {
        long start = reader.Position;
        Span<byte> chunk = stackalloc byte[4096];
        reader.Position = Math.Max(start, reader.Length - 2);
        if (reader.Fill(chunk[..2]) == 2 && chunk[0] == 0xFF && chunk[1] == EndOfImage)
        {
            return true;
        }

        reader.Position = start;
        bool afterFill = false;
        for (int count = reader.Fill(chunk); count > 0; count = reader.Fill(chunk))
        {
            var data = chunk[..count];
            if ((afterFill && data[0] == EndOfImage) || data.IndexOf([(byte)0xFF, EndOfImage]) >= 0)
            {
                return true;
            }

            afterFill = data[^1] == 0xFF;
        }

        return false;
    }
}

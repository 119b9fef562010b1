namespace Yolo.Imaging.Headers;

/// <summary>Finds the orientation in an EXIF block. EXIF is decoration: a faulty block counts as none.</summary>
internal static class ExifBlock
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>Reads the orientation, 1 to 8, of the block at <paramref name="start"/>, with or without the prefix <c>Exif\0\0</c>.</summary>
    public static int ReadOrientation(HeaderReader reader, long start, long length)
    {
        bool order = reader.BigEndian;
        try
        {
            return Find(reader, start, length);
        }
        catch (EndOfStreamException)
        {
            return 1;
        }
        finally
        {
            reader.BigEndian = order;
        }
    }

    private static int Find(HeaderReader reader, long start, long length)
    {
        Span<byte> head = stackalloc byte[6];
        reader.Position = start;
        reader.Fill(head);
        bool prefixed = head.SequenceEqual("Exif\0\0"u8);
        long origin = prefixed ? start + 6 : start;
        long end = start + length;
        reader.Position = origin;
        reader.BigEndian = true;
        ushort order = reader.UInt16();
        if (order is not (0x4949 or 0x4D4D))
        {
            return 1;
        }

        reader.BigEndian = order == 0x4D4D;
        reader.UInt16();
        reader.Position = origin + reader.UInt32();
        int entries = reader.UInt16();
        for (int entry = 0; entry < entries && reader.Position + 12 <= end; entry++)
        {
            ushort tag = reader.UInt16();
            ushort type = reader.UInt16();
            reader.UInt32();
            ushort value = reader.UInt16();
            reader.UInt16();
            if (tag == OrientationTag)
            {
                return type == ShortType && value is >= 1 and <= 8 ? value : 1;
            }
        }

        return 1;
    }
}

namespace Yolo.Imaging.Headers;

/// <summary>Reads the first directory of a TIFF or BigTIFF.</summary>
internal static class TiffHeader
{
    private const ushort WidthTag = 256;
    private const ushort HeightTag = 257;
    private const ushort BitsTag = 258;
    private const ushort OrientationTag = 274;

    public static ImageInfo Parse(HeaderReader reader)
    {
        reader.BigEndian = true;
        reader.BigEndian = reader.UInt16() == 0x4D4D;
        bool big = reader.UInt16() == 43;
        reader.Position = big ? 8 : 4;
        reader.Position = big ? (long)reader.UInt64() : reader.UInt32();
        long entries = big ? (long)reader.UInt64() : reader.UInt16();
        long first = reader.Position;
        int entrySize = big ? 20 : 12;
        long width = 0, height = 0, bits = 1, orientation = 1;
        for (long entry = 0; entry < Math.Min(entries, ushort.MaxValue); entry++)
        {
            reader.Position = first + (entry * entrySize);
            ushort tag = reader.UInt16();
            switch (tag)
            {
                case WidthTag: width = Value(reader, big); break;
                case HeightTag: height = Value(reader, big); break;
                case BitsTag: bits = Value(reader, big); break;
                case OrientationTag: orientation = Value(reader, big); break;
            }
        }

        if (width is <= 0 or > int.MaxValue || height is <= 0 or > int.MaxValue)
        {
            throw new HeaderException("the first directory states no size");
        }

        return new(ImageFormat.Tiff, (int)width, (int)height, orientation is >= 1 and <= 8 ? (int)orientation : 1, (int)Math.Clamp(bits, 1, 64), false);
    }

    /// <summary>The first value of an entry, which stands elsewhere in the file when all its values take more room than the entry has.</summary>
    private static long Value(HeaderReader reader, bool big)
    {
        ushort type = reader.UInt16();
        ulong count = big ? reader.UInt64() : reader.UInt32();
        int size = type switch { 1 => 1, 3 => 2, 4 => 4, 16 => 8, _ => throw new HeaderException($"an entry of the first directory has the type {type}") };
        ulong room = big ? 8UL : 4UL;
        if (count > room / (ulong)size)
        {
            reader.Position = big ? (long)reader.UInt64() : reader.UInt32();
        }

        return size switch { 1 => reader.Byte(), 2 => reader.UInt16(), 4 => reader.UInt32(), _ => (long)Math.Min(reader.UInt64(), long.MaxValue) };
    }
}

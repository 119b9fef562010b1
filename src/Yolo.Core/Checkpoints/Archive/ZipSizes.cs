using System.Buffers.Binary;

namespace Yolo.Checkpoints.Archive;

/// <summary>Lengths and place of an entry, which large archives (and all of PyTorch's directories) may keep in 64-bit fields.</summary>
/// <param name="StoredLength">Bytes in the file.</param>
/// <param name="Length">Bytes of the contents.</param>
/// <param name="HeaderOffset">Where the local header starts.</param>
internal readonly record struct ZipSizes(long StoredLength, long Length, long HeaderOffset)
{
    internal static ZipSizes Read(ReadOnlySpan<byte> header, CheckpointSource source, long position)
    {
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        var wide = Zip64Field(header.Slice(ZipFormat.DirectorySize + nameLength, extraLength));
        var whole = Widen(ref length, ref wide) && Widen(ref stored, ref wide) && Widen(ref offset, ref wide);
        return whole && length >= 0 && stored >= 0
            ? new ZipSizes(stored, length, offset)
            : throw source.Error(position, "an entry of the directory lacks its 64-bit lengths");
    }

    /// <summary>The 64-bit field holds, in order, those numbers whose 32-bit place is filled with ones.</summary>
    private static bool Widen(ref long value, ref ReadOnlySpan<byte> wide)
    {
        if (value != uint.MaxValue)
        {
            return true;
        }

        if (wide.Length < sizeof(long))
        {
            return false;
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[sizeof(long)..];
        return true;
    }

    private static ReadOnlySpan<byte> Zip64Field(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == ZipFormat.Zip64Extra)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return [];
    }
}

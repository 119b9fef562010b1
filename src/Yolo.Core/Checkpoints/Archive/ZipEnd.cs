using System.Buffers.Binary;

namespace Yolo.Checkpoints.Archive;

/// <summary>The end record of a zip archive.</summary>
/// <param name="Count">The number of entries.</param>
/// <param name="DirectoryOffset">Where the directory starts.</param>
/// <param name="DirectorySize">Its length in bytes.</param>
internal readonly record struct ZipEnd(long Count, long DirectoryOffset, long DirectorySize)
{
    private const int LongestComment = ushort.MaxValue;

    internal static ZipEnd Find(ReadOnlySpan<byte> data, CheckpointSource source)
    {
        var position = FindRecord(data);
        if (position < 0)
        {
            throw source.Error(null, "the archive has no end record, so its end is missing");
        }

        var record = data[position..];
        var end = new ZipEnd(BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..]), BinaryPrimitives.ReadUInt32LittleEndian(record[12..]));
        var limit = position;
        if (end.Count == ushort.MaxValue || end.DirectoryOffset == uint.MaxValue || end.DirectorySize == uint.MaxValue)
        {
            end = Read64(data, position, source, out limit);
        }

        // Each entry takes at least its fixed part, so the count is held to what there is.
        var fits = end.DirectoryOffset >= 0 && end.DirectorySize >= 0 && end.Count >= 0
            && end.DirectoryOffset <= limit && end.DirectorySize <= limit - end.DirectoryOffset
            && end.Count <= end.DirectorySize / ZipFormat.DirectorySize;
        return fits ? end : throw source.Error(position, "the end record of the archive points outside the file");
    }

    private static int FindRecord(ReadOnlySpan<byte> data)
    {
        var lowest = Math.Max(0, data.Length - ZipFormat.EndSize - LongestComment);
        for (var at = data.Length - ZipFormat.EndSize; at >= lowest; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(data[at..]) == ZipFormat.EndSignature
                && at + ZipFormat.EndSize + BinaryPrimitives.ReadUInt16LittleEndian(data[(at + 20)..]) == data.Length)
            {
                return at;
            }
        }

        return -1;
    }

    private static ZipEnd Read64(ReadOnlySpan<byte> data, int end, CheckpointSource source, out int position)
    {
        var locator = end - ZipFormat.Locator64Size;
        if (locator < 0 || BinaryPrimitives.ReadUInt32LittleEndian(data[locator..]) != ZipFormat.Locator64Signature)
        {
            throw source.Error(end, "the archive lacks the 64-bit end record that it needs");
        }

        var offset = BinaryPrimitives.ReadInt64LittleEndian(data[(locator + 8)..]);
        if (offset < 0 || offset > locator - ZipFormat.End64Size
            || BinaryPrimitives.ReadUInt32LittleEndian(data[(int)offset..]) != ZipFormat.End64Signature)
        {
            throw source.Error(locator, "the 64-bit end record of the archive is not where it should be");
        }

        position = (int)offset;
        var record = data[position..];
        return new ZipEnd(BinaryPrimitives.ReadInt64LittleEndian(record[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[48..]), BinaryPrimitives.ReadInt64LittleEndian(record[40..]));
    }
}

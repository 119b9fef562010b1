using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Yolo.Checkpoints.Archive;

/// <summary>Writes a zip archive of stored entries whose bytes start at multiples of 64, as torch does, so that they can be mapped.</summary>
internal sealed class ZipWriter(Stream stream, CheckpointSource source)
{
    private const int Alignment = 64;
    private const int PaddingHeader = 4;
    private const ushort PaddingTag = 0x4246;
    private const ushort Version = 20;

    /// <summary>1 January 1980, the earliest date there is: the same contents give the same file.</summary>
    private const ushort Date = 0x21;

    private readonly List<(byte[] Name, uint Crc, uint Length, uint Offset)> _entries = [];
    private long _position;

    internal void Add(string name, ReadOnlySpan<byte> contents)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        var unpadded = _position + ZipFormat.LocalSize + nameBytes.Length + PaddingHeader;
        var padding = (int)(-unpadded & (Alignment - 1));
        if (unpadded + padding + contents.Length > uint.MaxValue)
        {
            throw TooLarge();
        }

        var crc = Crc32.HashToUInt32(contents);
        _entries.Add((nameBytes, crc, (uint)contents.Length, (uint)_position));
        var header = new byte[ZipFormat.LocalSize + nameBytes.Length + PaddingHeader + padding];
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZipFormat.LocalSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        WriteCommon(header.AsSpan(6), nameBytes.Length, PaddingHeader + padding, crc, (uint)contents.Length);
        var extra = header.AsSpan(ZipFormat.LocalSize);
        nameBytes.CopyTo(extra);
        extra = extra[nameBytes.Length..];
        BinaryPrimitives.WriteUInt16LittleEndian(extra, PaddingTag);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], (ushort)padding);
        extra[PaddingHeader..].Fill((byte)'Z');
        Write(header);
        Write(contents);
    }

    /// <summary>Writes the directory, which ends the archive.</summary>
    internal void Finish()
    {
        var start = _position;
        foreach (var (name, crc, length, offset) in _entries)
        {
            var header = new byte[ZipFormat.DirectorySize];
            BinaryPrimitives.WriteUInt32LittleEndian(header, ZipFormat.DirectorySignature);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), Version);
            WriteCommon(header.AsSpan(8), name.Length, 0, crc, length);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), offset);
            Write(header);
            Write(name);
        }

        if (_position > uint.MaxValue || _entries.Count >= ushort.MaxValue)
        {
            throw TooLarge();
        }

        var end = new byte[ZipFormat.EndSize];
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipFormat.EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)(_position - start));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)start);
        Write(end);
    }

    /// <summary>The 24 bytes from the flags to the lengths of name and extra field, which both headers have.</summary>
    private static void WriteCommon(Span<byte> header, int nameLength, int extraLength, uint crc, uint length)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, ZipFormat.Utf8Flag);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], ZipFormat.Stored);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], (ushort)nameLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)extraLength);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _position += bytes.Length;
    }

    private CheckpointException TooLarge() => source.Error(null, "the checkpoint is larger than 4 GiB or has more than 65 534 tensors", "Save it without optimizer state");
}

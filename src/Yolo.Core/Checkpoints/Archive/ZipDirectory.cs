using System.Buffers.Binary;
using System.Text;

namespace Yolo.Checkpoints.Archive;

/// <summary>
/// Reads the central directory of a zip archive that lies in memory. Stricter than <see cref="System.IO.Compression.ZipArchive"/>:
/// the directory must agree with the local headers, names must be unique, and entries must neither overlap nor leave the file.
/// </summary>
internal sealed class ZipDirectory
{
    /// <summary>Estimated size of an entry in memory.</summary>
    private const int EntrySize = 256;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly CheckpointSource _source;
    private readonly OrderedDictionary<string, ZipEntry> _entries = [];

    private ZipDirectory(ReadOnlyMemory<byte> data, CheckpointSource source)
    {
        _data = data;
        _source = source;
    }

    /// <summary>The entries by name, in the directory's order.</summary>
    internal IReadOnlyDictionary<string, ZipEntry> Entries => _entries;

    internal static ZipDirectory Read(ReadOnlyMemory<byte> data, CheckpointSource source, MemoryBudget budget)
    {
        var directory = new ZipDirectory(data, source);
        var end = ZipEnd.Find(data.Span, source);
        budget.Charge(EntrySize * end.Count);
        directory.ReadEntries(end);
        directory.CheckOverlaps(end.DirectoryOffset);
        return directory;
    }

    private void ReadEntries(ZipEnd end)
    {
        var position = end.DirectoryOffset;
        var stop = end.DirectoryOffset + end.DirectorySize;
        for (long i = 0; i < end.Count; i++)
        {
            if (stop - position < ZipFormat.DirectorySize || UInt32(position) != ZipFormat.DirectorySignature)
            {
                throw _source.Error(position, $"the directory of the archive breaks off at entry {i} of {end.Count}");
            }

            var header = Span(position, ZipFormat.DirectorySize);
            var length = ZipFormat.DirectorySize + UInt16(header, 28) + UInt16(header, 30) + UInt16(header, 32);
            if (length > stop - position)
            {
                throw _source.Error(position, $"entry {i} of the directory is longer than the directory");
            }

            var entry = ReadEntry(Span(position, length), position);
            if (!_entries.TryAdd(entry.Name, entry))
            {
                throw _source.Error(position, $"the archive holds the entry {Printable.Quote(entry.Name)} twice");
            }

            position += length;
        }

        if (position != stop)
        {
            throw _source.Error(position, "the directory of the archive is longer than its entries");
        }
    }

    private ZipEntry ReadEntry(ReadOnlySpan<byte> header, long position)
    {
        var flags = UInt16(header, 8);
        var method = UInt16(header, 10);
        var nameBytes = header.Slice(ZipFormat.DirectorySize, UInt16(header, 28));
        var name = Encoding.UTF8.GetString(nameBytes);
        if ((flags & ZipFormat.UnreadableFlags) != 0 || method is not (ZipFormat.Stored or ZipFormat.Deflated))
        {
            throw _source.Error(position, $"entry {Printable.Quote(name)} is encrypted or of compression method {method}", CheckpointSource.Resave);
        }

        var sizes = ZipSizes.Read(header, _source, position);
        var entry = new ZipEntry(name, method == ZipFormat.Deflated, UInt32(header, 16), sizes.HeaderOffset,
            DataOffset(sizes.HeaderOffset, nameBytes, method), sizes.StoredLength, sizes.Length);
        if (!entry.IsDeflated && entry.StoredLength != entry.Length)
        {
            throw _source.Error(position, $"entry {Printable.Quote(name)} is not compressed and yet of two lengths: {entry.StoredLength} and {entry.Length} bytes");
        }

        return entry;
    }

    /// <summary>Where the bytes start that a local header announces; the header must agree with the directory.</summary>
    private long DataOffset(long offset, ReadOnlySpan<byte> name, ushort method)
    {
        if (offset < 0 || offset > _data.Length - ZipFormat.LocalSize || UInt32(offset) != ZipFormat.LocalSignature)
        {
            throw _source.Error(offset, $"the directory places {Printable.Quote(Encoding.UTF8.GetString(name))} where no entry starts");
        }

        var header = Span(offset, ZipFormat.LocalSize);
        long nameLength = UInt16(header, 26);
        var data = offset + ZipFormat.LocalSize + nameLength + UInt16(header, 28);
        if (data > _data.Length || UInt16(header, 8) != method || !Span(offset + ZipFormat.LocalSize, nameLength).SequenceEqual(name))
        {
            throw _source.Error(offset, $"the header of {Printable.Quote(Encoding.UTF8.GetString(name))} contradicts the directory of the archive");
        }

        return data;
    }

    private void CheckOverlaps(long directoryOffset)
    {
        var end = 0L;
        var entries = new ZipEntry[_entries.Count];
        _entries.Values.CopyTo(entries, 0);
        Array.Sort(entries, (a, b) => a.HeaderOffset.CompareTo(b.HeaderOffset));
        foreach (var entry in entries)
        {
            if (entry.HeaderOffset < end)
            {
                throw _source.Error(entry.HeaderOffset, $"entry {Printable.Quote(entry.Name)} overlaps the one before it");
            }

            if (entry.StoredLength < 0 || entry.StoredLength > directoryOffset - entry.DataOffset)
            {
                throw _source.Error(entry.HeaderOffset, $"entry {Printable.Quote(entry.Name)} reaches beyond the entries' part of the file");
            }

            end = entry.DataOffset + entry.StoredLength;
        }
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private uint UInt32(long at) => UInt32(Span(at, sizeof(uint)), 0);

    private ReadOnlySpan<byte> Span(long at, long count) => _data.Span.Slice((int)at, (int)count);
}

using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Yolo.Checkpoints.Archive;

/// <summary>The zip archive that <c>torch.save</c> writes: one folder with <c>data.pkl</c>, <c>data/…</c>, <c>version</c> and perhaps <c>byteorder</c>.</summary>
internal sealed class TorchArchive
{
    private const int NewestVersion = 10;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly CheckpointSource _source;
    private readonly MemoryBudget _budget;
    private readonly ZipDirectory _directory;

    private TorchArchive(ReadOnlyMemory<byte> data, CheckpointSource source, MemoryBudget budget)
    {
        _data = data;
        _source = source;
        _budget = budget;
        _directory = ZipDirectory.Read(data, source, budget);
        Stem = FindStem();
    }

    /// <summary>The name of the folder.</summary>
    internal string Stem { get; }

    internal static TorchArchive Open(ReadOnlyMemory<byte> data, CheckpointSource source, MemoryBudget budget)
    {
        TorchSignature.Check(data.Span, source);
        var archive = new TorchArchive(data, source, budget);
        archive.CheckVersion();
        archive.CheckByteOrder();
        return archive;
    }

    /// <summary>The contents of an entry, checksum verified: a window on the file, or the unpacked bytes.</summary>
    /// <param name="name">Its name within the folder.</param>
    internal ReadOnlyMemory<byte> Read(string name)
    {
        var path = $"{Stem}/{name}";
        if (!_directory.Entries.TryGetValue(path, out var entry))
        {
            throw _source.Error(null, $"the archive lacks the entry {Printable.Quote(path)}");
        }

        var stored = _data.Slice((int)entry.DataOffset, (int)entry.StoredLength);
        var bytes = entry.IsDeflated ? Inflate(entry, stored) : stored;
        if (entry.Crc != 0 && Crc32.HashToUInt32(bytes.Span) != entry.Crc)
        {
            throw _source.Error(entry.DataOffset, $"the checksum of {Printable.Quote(path)} is wrong");
        }

        return bytes;
    }

    private string FindStem()
    {
        var stem = _directory.Entries.Keys
            .Where(name => name.EndsWith("/data.pkl", StringComparison.Ordinal) && name.IndexOf('/', StringComparison.Ordinal) == name.Length - 9)
            .Select(name => name[..^9])
            .FirstOrDefault();
        if (stem is null)
        {
            throw _source.Error(null, "the archive holds no data.pkl, so torch.save did not write it", "Give a .pt file as Ultralytics or torch.save write it");
        }

        return _directory.Entries.ContainsKey($"{stem}/constants.pkl")
            ? throw _source.Error(null, "the archive is a TorchScript program, not a checkpoint",
                "Give the .pt that it was exported from, as Ultralytics or torch.save write it")
            : stem;
    }

    private void CheckVersion()
    {
        var text = Encoding.UTF8.GetString(Read("version").Span);
        if (!int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version is < 1 or > NewestVersion)
        {
            throw _source.Error(null, $"the archive is of version {Printable.Quote(text)}, and {NewestVersion} is the newest known", CheckpointSource.Resave);
        }
    }

    private void CheckByteOrder()
    {
        if (!_directory.Entries.ContainsKey($"{Stem}/byteorder"))
        {
            return;
        }

        var order = Encoding.UTF8.GetString(Read("byteorder").Span);
        if (order != "little")
        {
            throw _source.Error(null, $"its numbers are in the byte order {Printable.Quote(order)}; only little endian is supported",
                "Load it with torch.load on a little-endian machine and save it again");
        }
    }

    private byte[] Inflate(ZipEntry entry, ReadOnlyMemory<byte> stored)
    {
        _budget.Charge(entry.Length);
        var result = new byte[entry.Length];
        try
        {
            using var stream = new DeflateStream(new MemoryStream(stored.ToArray(), writable: false), CompressionMode.Decompress);
            stream.ReadExactly(result);
            return stream.ReadByte() < 0 ? result : throw _source.Error(entry.DataOffset, $"entry {Printable.Quote(entry.Name)} is longer than announced");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw _source.Error(entry.DataOffset, $"entry {Printable.Quote(entry.Name)} cannot be unpacked", inner: error);
        }
    }
}

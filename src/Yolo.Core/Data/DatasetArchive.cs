using System.Formats.Tar;
using System.IO.Compression;

namespace Yolo.Data;

/// <summary>Unpacks zip, tar and gzipped tar archives; their content decides, not their name.</summary>
/// <remarks>An archive comes from outside: what would leave the target folder, links, and more bytes than allowed are refused.</remarks>
internal static class DatasetArchive
{
    private const int BufferSize = 1 << 17;

    /// <summary>Unpacks to a folder that appears complete or not at all.</summary>
    public static void Unpack(string archive, string target, DatasetOptions options, CancellationToken cancellation)
    {
        string temporary = $"{target}.{Guid.NewGuid():N}.unpack";
        options.Report?.Invoke($"Unpacking to {target}.");
        try
        {
            Directory.CreateDirectory(temporary);
            using (var file = File.OpenRead(archive))
            {
                Extract(file, new(archive, temporary, options, cancellation));
            }

            Directory.Move(temporary, target);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new DatasetException($"{archive}: the archive is damaged: {error.Message}", error);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    public static void CheckSize(long bytes, DatasetOptions options)
    {
        if (bytes > options.MaximumBytes)
        {
            throw new DatasetException($"The data set is larger than the {options.MaximumBytes} bytes that are allowed.");
        }
    }

    private static void Extract(FileStream file, Job job)
    {
        Span<byte> magic = stackalloc byte[2];
        int length = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == 2 && magic.SequenceEqual("PK"u8))
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            ExtractZip(zip, job);
        }
        else if (length == 2 && magic is [0x1f, 0x8b])
        {
            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            ExtractTar(unzipped, job);
        }
        else
        {
            ExtractTar(file, job);
        }
    }

    private static void ExtractZip(ZipArchive zip, Job job)
    {
        foreach (var entry in zip.Entries)
        {
            string name = entry.FullName.Replace('\\', '/');
            // The upper half holds the Unix mode; 0xA000 is a symbolic link.
            if (((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000)
            {
                throw job.Refuse(name, "is a link");
            }

            if (name.EndsWith('/'))
            {
                Directory.CreateDirectory(job.Place(name));
                continue;
            }

            using var content = entry.Open();
            job.Write(name, content);
        }
    }

    private static void ExtractTar(Stream stream, Job job)
    {
        using var tar = new TarReader(stream);
        while (tar.GetNextEntry() is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    Directory.CreateDirectory(job.Place(entry.Name));
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    job.Write(entry.Name, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes:
                    break;
                default:
                    throw job.Refuse(entry.Name, "is no plain file or folder");
            }
        }
    }

    private sealed class Job(string archive, string target, DatasetOptions options, CancellationToken cancellation)
    {
        private readonly byte[] buffer = new byte[BufferSize];
        private long total;

        public string Place(string name)
        {
            string place = Path.GetFullPath(Path.Combine(target, name));
            bool inside = place == target || Path.TrimEndingDirectorySeparator(place).StartsWith(target + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                || Path.TrimEndingDirectorySeparator(place) == target;
            return inside && !Path.IsPathRooted(name) ? place : throw Refuse(name, "leads out of the target folder");
        }

        public void Write(string name, Stream content)
        {
            string place = Place(name);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            using var output = new FileStream(place, FileMode.CreateNew, FileAccess.Write);
            while (content.Read(buffer) is > 0 and var count)
            {
                cancellation.ThrowIfCancellationRequested();
                total += count;
                CheckSize(total, options);
                output.Write(buffer.AsSpan(0, count));
                options.Progress?.Report(new($"Unpacking to {target}", total, null, WorkUnit.Bytes));
            }
        }

        public DatasetException Refuse(string name, string why) => new($"{archive}: the entry '{name}' {why}; the archive was not unpacked. Repack it from plain files.");
    }
}

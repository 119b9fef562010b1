namespace Yolo.Checkpoints;

/// <summary>Writes a file under a temporary name beside its place, and renames it when it is whole and on disk.</summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    internal static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            if (error is not (IOException or UnauthorizedAccessException))
            {
                throw;
            }

            throw new CheckpointSource(path).Error(null, $"the file cannot be written: {error.Message.TrimEnd('.')}",
                "Check that the folder exists, that you may write there, and that the disk is not full", error);
        }
    }
}

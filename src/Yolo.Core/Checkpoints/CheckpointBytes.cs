namespace Yolo.Checkpoints;

/// <summary>Reads a file in one go, without clearing the buffer first.</summary>
internal static class CheckpointBytes
{
    internal static byte[] Read(string path)
    {
        var source = new CheckpointSource(path);
        try
        {
            using var handle = File.OpenHandle(RegularFile.Require(path), options: FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(handle);
            if (length > Array.MaxLength)
            {
                throw source.Error(null, $"the file has {length} bytes, and {Array.MaxLength} is the most that is read", "Give the stripped checkpoint (best.pt)");
            }

            var bytes = GC.AllocateUninitializedArray<byte>((int)length);
            for (var done = 0; done < bytes.Length;)
            {
                var count = RandomAccess.Read(handle, bytes.AsSpan(done), done);
                done += count > 0 ? count : throw source.Error(done, "the file became shorter while it was read", "Try again when it is written");
            }

            return bytes;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw source.Error(null, "there is no such file", "Check the path", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw source.Error(null, $"the file cannot be read: {error.Message.TrimEnd('.')}", "Check that it is a file and that you may read it", error);
        }
    }
}

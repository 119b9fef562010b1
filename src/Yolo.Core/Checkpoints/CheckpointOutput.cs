namespace Yolo.Checkpoints;

/// <summary>Writes checkpoint files whole or not at all, and says in a checkpoint's terms what went wrong.</summary>
internal static class CheckpointOutput
{
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        try
        {
            AtomicFile.Write(path, write);
        }
        catch (FileHeldException error)
        {
            throw new CheckpointSource(path).Error(null, error.What, FileHeldException.ToDo, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointSource(path).Error(null, $"the file cannot be written: {error.Message.TrimEnd('.')}",
                "Check that the folder exists, that you may write there, and that the disk is not full", error);
        }
    }
}

namespace Yolo.Data.Shapes;

/// <summary>Folders that are generated: there as a whole or not at all.</summary>
internal static class GeneratedFolder
{
    /// <summary>Writes a folder under another name and gives it its own when it is whole; nothing is left of one that failed.</summary>
    /// <param name="target">The folder.</param>
    /// <param name="what">How the message of an error calls what is written.</param>
    /// <param name="isWhole">Whether the folder is there as a whole: another process may have written it meanwhile. What is there of one that is not whole is replaced.</param>
    /// <param name="write">Writes into the folder that it is given.</param>
    /// <exception cref="DatasetException">The folder cannot be written to.</exception>
    public static void Write(string target, string what, Func<bool> isWhole, Action<string> write)
    {
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(temporary);
            Place(temporary, target, isWhole);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{what} cannot be written to {target}: {error.Message}", error);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static void Place(string temporary, string target, Func<bool> isWhole)
    {
        if (Directory.Exists(target) && !isWhole())
        {
            string aside = $"{temporary}.old";
            Directory.Move(target, aside);
            Directory.Delete(aside, recursive: true);
        }

        try
        {
            Directory.Move(temporary, target);
        }
        catch (IOException) when (isWhole())
        {
            // Somebody else was faster with the same.
        }
    }
}

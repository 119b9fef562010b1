using System.Text;

namespace Yolo;

/// <summary>Writes files so that a reader sees the old one or the new one whole, whatever happens in between.</summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes text in UTF-8. The folder is made.</summary>
    internal static void WriteAllText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Copies a file.</summary>
    internal static void Copy(string source, string target) => Write(target, stream =>
    {
        using var original = File.OpenRead(source);
        original.CopyTo(stream);
    });

    /// <summary>Writes through a temporary file in the same folder, which is renamed. The folder is made.</summary>
    /// <exception cref="FileHeldException">Another process holds the file open and does not let go of it; the content is kept beside it.</exception>
    /// <exception cref="IOException">The file cannot be written, or is larger than files may be.</exception>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="durable">Whether the content is on the disk before the file gets its name, so that not even a power cut leaves half of it.</param>
    internal static void Write(string path, Action<Stream> write, bool durable = true)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(durable);
            }
        }
        catch (Exception error)
        {
            File.Delete(temporary);
            if (error is ArgumentOutOfRangeException { ParamName: "value" })
            {
                // What .NET makes of a file beyond the file system's largest, or the user's.
                throw new IOException("The file system, or a limit of this user (ulimit -f), takes no file that large.", error);
            }

            throw;
        }

        Replace(temporary, full);
    }

    /// <summary>Gives a file that is whole the name of another, which it replaces.</summary>
    /// <exception cref="FileHeldException">Another process holds the other file open and does not let go of it; both stay.</exception>
    internal static void Replace(string temporary, string path) => FileReplacement.OfSystem.Replace(temporary, path);
}

using System.Runtime.InteropServices;

namespace Yolo.Runtime.Loading;

/// <summary>Loads a library whose content is in memory: from a file in the user's cache, which the first program writes and later ones find.</summary>
internal static class MendedLibrary
{
    private const string TemporaryName = "yolo-dotnet";

    /// <summary>Loads the library.</summary>
    /// <param name="content">The library.</param>
    /// <param name="fileName">The file's name.</param>
    /// <returns>Its handle.</returns>
    /// <exception cref="DllNotFoundException">It could not be written anywhere, or does not load.</exception>
    internal static IntPtr Load(byte[] content, string fileName)
    {
        var failures = new List<string>();
        foreach (var (place, load) in new (string, Func<byte[], string, IntPtr>)[] { ("the cache", LoadFromCache), (Path.GetTempPath(), LoadFromTemporaryFolder) })
        {
            try
            {
                return load(content, fileName);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or DllNotFoundException)
            {
                failures.Add($"In {place}: {error.Message}");
            }
        }

        throw new DllNotFoundException(
            $"TorchSharp's native library does not load with the C++ runtime of this system, and no copy could be used that would: {string.Join(" ", failures)} Make room in the user's cache folder or in the temporary folder, in a place from which files may be executed, or install libstdc++ of GCC 13 or later.");
    }

    private static IntPtr LoadFromCache(byte[] content, string fileName)
    {
        var path = Path.Combine(UserCache.Folder(), fileName);
        if (!Holds(path, content))
        {
            AtomicFile.Write(path, stream => stream.Write(content), durable: false);
        }

        return NativeLibrary.Load(path);
    }

    // A folder that nobody else may write to, since its content is executed; the library stays loaded when its file is gone.
    private static IntPtr LoadFromTemporaryFolder(byte[] content, string fileName)
    {
        var folder = Directory.CreateTempSubdirectory(TemporaryName);
        try
        {
            var path = Path.Combine(folder.FullName, fileName);
            File.WriteAllBytes(path, content);
            return NativeLibrary.Load(path);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Some network drives keep what is in use; the library is loaded all the same.
        }
    }

    private static bool Holds(string path, byte[] content) =>
        new FileInfo(path) is { Exists: true } file && file.Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
}

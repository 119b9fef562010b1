using System.Diagnostics.CodeAnalysis;
using Yolo.Onnx;
using Yolo.Runtime;

namespace Yolo.Engine.Inference;

/// <summary>Graphs that networks were exported to, in the user's cache by their networks' fingerprints. The ones longest unused make room.</summary>
internal static class GraphCache
{
    // Enough for the largest of the family, or for forty of the smallest.
    private const long LargestTotal = 1L << 30;

    /// <summary>The folder, which may not exist.</summary>
    /// <exception cref="DirectoryNotFoundException">The environment names none.</exception>
    internal static string Folder => Path.Combine(UserCache.Folder(), "graphs");

    /// <summary>Whether a graph is there.</summary>
    internal static bool Has(string fingerprint)
    {
        try
        {
            return File.Exists(PathOf(fingerprint));
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Opens a graph, which is made first if it is not there; beside the cache, where that cannot be written.</summary>
    /// <param name="fingerprint">Its network's.</param>
    /// <param name="make">Writes it to a file, whole or not at all.</param>
    /// <param name="open">Opens the file.</param>
    internal static T Open<T>(string fingerprint, Action<string> make, Func<string, T> open)
    {
        try
        {
            var path = PathOf(fingerprint);
            if (TryOpen(path, open, out var found))
            {
                return found;
            }

            make(path);
            MakeRoom(path);
            return open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk, or a home that is only read.
            return OpenTemporary(fingerprint, make, open);
        }
    }

    // One that was spoilt is made again.
    private static bool TryOpen<T>(string path, Func<string, T> open, [MaybeNullWhen(false)] out T found)
    {
        found = default;
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            found = open(path);
            return true;
        }
        catch (Exception error) when (error is OnnxSessionException { IsMissing: false } or FormatException)
        {
            return false;
        }
    }

    private static T OpenTemporary<T>(string fingerprint, Action<string> make, Func<string, T> open)
    {
        var folder = Directory.CreateTempSubdirectory("yolo-graph-");
        try
        {
            var path = Path.Combine(folder.FullName, $"{fingerprint}.onnx");
            make(path);
            return open(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string PathOf(string fingerprint) => Path.Combine(Folder, $"{fingerprint}.onnx");

    private static void MakeRoom(string newest)
    {
        var total = 0L;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().OrderByDescending(file => file.FullName == newest).ThenByDescending(file => file.LastWriteTimeUtc))
        {
            total += file.Length;
            if (total > LargestTotal && file.FullName != newest)
            {
                TryDelete(file);
            }
        }
    }

    private static void TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another program reads it, or was sooner.
        }
    }
}

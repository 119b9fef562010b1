using System.IO.Hashing;
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
            return Find(fingerprint).Any();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
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
            return open(FindWhole(fingerprint) ?? Make(fingerprint, make));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk, or a home that is only read.
            return OpenTemporary(fingerprint, make, open);
        }
    }

    // A name tells the network, and the content: what was spoilt since is made again.
    private static string? FindWhole(string fingerprint)
    {
        foreach (var path in Find(fingerprint))
        {
            if (RegularFile.HoldsNothing(path) || Path.GetFileName(path) != NameOf(fingerprint, path))
            {
                File.Delete(path);
                continue;
            }

            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return path;
        }

        return null;
    }

    private static string Make(string fingerprint, Action<string> make)
    {
        var made = Path.Combine(Folder, FormattableString.Invariant($"{Guid.NewGuid():N}.new"));
        try
        {
            make(made);
            var path = Path.Combine(Folder, NameOf(fingerprint, made));
            File.Move(made, path, overwrite: true);
            MakeRoom(path);
            return path;
        }
        finally
        {
            File.Delete(made);
        }
    }

    private static IEnumerable<string> Find(string fingerprint) => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, $"{fingerprint}-*.onnx") : [];

    private static string NameOf(string fingerprint, string file)
    {
        var hash = new XxHash128();
        using var content = File.OpenRead(file);
        hash.Append(content);
        return $"{fingerprint}-{Convert.ToHexStringLower(hash.GetCurrentHash())}.onnx";
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

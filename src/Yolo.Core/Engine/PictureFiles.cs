using System.IO.Enumeration;

namespace Yolo.Engine;

/// <summary>Finds the pictures that a source names: a file, a folder, a pattern with * or ?, or a list in a .txt or .csv file.</summary>
public static class PictureFiles
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".bmp", ".jpeg", ".jpg", ".jpe", ".mpo", ".png", ".tif", ".tiff", ".webp",
    };

    /// <summary>The files, sorted as text within a folder or pattern, in the list's order for a list.</summary>
    /// <exception cref="SourceException">Nothing is there, or nothing that is a picture.</exception>
    /// <param name="source">File, folder, pattern or list.</param>
    public static IReadOnlyList<string> Find(string source)
    {
        if (Directory.Exists(source))
        {
            return NotEmpty(InFolder(source, "*"), $"The folder '{source}' holds no pictures");
        }

        if (File.Exists(source))
        {
            return Path.GetExtension(source).ToLowerInvariant() is ".txt" or ".csv" ? InList(source) : [source];
        }

        var name = Path.GetFileName(source);
        if (name.AsSpan().ContainsAny('*', '?'))
        {
            var folder = Path.GetDirectoryName(source) is { Length: > 0 } parent ? parent : ".";
            if (!Directory.Exists(folder))
            {
                throw new SourceException($"There is no folder '{folder}', where the pattern '{source}' looks.");
            }

            return NotEmpty(InFolder(folder, name), $"Nothing matches '{source}' that is a picture");
        }

        throw new SourceException($"There is no file or folder '{source}' (looked in {Environment.CurrentDirectory}).");
    }

    private static List<string> InFolder(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(folder)
            .Where(path => Extensions.Contains(Path.GetExtension(path)) && FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path), ignoreCase: false))
            .Order(StringComparer.Ordinal)];

    // One path a line; relative ones are seen from the list's folder if they are there, else from the current one.
    private static List<string> InList(string list)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        var paths = File.ReadLines(list).Select(line => line.Trim().Trim('"')).Where(line => line.Length > 0)
            .Select(line => Path.Combine(folder, line) is var beside && File.Exists(beside) ? beside : line)
            .ToList();
        return NotEmpty(paths, $"The list '{list}' names no pictures");
    }

    private static List<string> NotEmpty(List<string> paths, string complaint) =>
        paths.Count > 0 ? paths : throw new SourceException($"{complaint}; these are read: {string.Join(' ', Extensions.Select(extension => extension[1..]))}.");
}

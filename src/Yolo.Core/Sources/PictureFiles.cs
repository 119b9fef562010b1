using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace Yolo.Sources;

/// <summary>Finds the pictures and videos that a source names: a file, a folder, a pattern with * or ?, or a list in a .txt or .csv file.</summary>
internal static partial class PictureFiles
{
    // As the system's own patterns do.
    private static readonly bool IgnoresCase = OperatingSystem.IsWindows();

    // What the first line of a .csv file may say instead of naming a file.
    private static readonly string[] Headings = ["file", "filename", "image", "image_path", "path", "picture", "source", "url"];

    /// <summary>The files, pictures and videos: sorted as text within a folder or pattern, in the list's order for a list. Lists may name addresses too.</summary>
    /// <param name="source">File, folder, pattern (** stands for folders of any depth) or list.</param>
    /// <exception cref="SourceException">Nothing is there, or nothing that is a picture or video, or it may not be read.</exception>
    public static IReadOnlyList<string> Find(string source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        try
        {
            return FindIn(source);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new SourceException($"'{source}' may not be read: {error.Message}", error);
        }
    }

    private static List<string> FindIn(string source)
    {
        if (Directory.Exists(source))
        {
            return NotEmpty([.. Directory.EnumerateFiles(source).Where(IsWanted).Order(StringComparer.Ordinal)], $"The folder '{source}' holds no pictures or videos");
        }

        if (File.Exists(source))
        {
            return Path.GetExtension(source).ToLowerInvariant() is ".txt" or ".csv" ? InList(source) : [source];
        }

        if (source.AsSpan().ContainsAny('*', '?'))
        {
            return NotEmpty([.. Matches(source).Where(IsWanted).Order(StringComparer.Ordinal)], $"Nothing matches '{source}' that is a picture or video");
        }

        throw new SourceException($"There is no file or folder '{source}' (looked in {Environment.CurrentDirectory}).");
    }

    private static bool IsWanted(string path) => FileKinds.IsPicture(path) || FileKinds.IsVideo(path);

    // Part by part: each folder found so far is searched for what the next part of the pattern matches.
    private static IEnumerable<string> Matches(string pattern)
    {
        var parts = pattern.Split('/', Path.DirectorySeparatorChar);
        var fixedParts = parts.TakeWhile(part => !part.AsSpan().ContainsAny('*', '?')).Count();
        var root = fixedParts == 0 ? "." : Folder(string.Join(Path.DirectorySeparatorChar, parts[..fixedParts]));
        if (!Directory.Exists(root))
        {
            throw new SourceException($"There is no folder '{root}', where the pattern '{pattern}' looks.");
        }

        IEnumerable<string> folders = [root];
        foreach (var part in parts[fixedParts..^1])
        {
            folders = folders.SelectMany(folder => SubFolders(folder, part));
        }

        var files = folders.Distinct().SelectMany(folder => Directory.EnumerateFiles(folder).Where(path => FileSystemName.MatchesSimpleExpression(parts[^1], Path.GetFileName(path), IgnoresCase)));
        return fixedParts == 0 ? files.Select(path => Path.GetRelativePath(".", path)) : files;
    }

    private static IEnumerable<string> SubFolders(string folder, string part) => part == "**"
        ? FolderWalk.Folders(folder)
        : Directory.EnumerateDirectories(folder).Where(path => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path), IgnoresCase));

    // The root of the file system or of a drive is named by the separator at its end; without it, C: is wherever somebody was on that drive.
    private static string Folder(string path) => path.Length == 0 || path[^1] == ':' ? path + Path.DirectorySeparatorChar : path;

    // One path a line, in a .csv file any column that names pictures or addresses; relative ones are seen from the list's folder if they are there, else from the current one.
    private static List<string> InList(string list)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        var isTable = Path.GetExtension(list).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        var lines = File.ReadLines(RegularFile.Require(list));
        var paths = (isTable ? lines.SelectMany(Cells) : lines.Select(line => line.Trim().Trim('"')))
            .Where(line => line.Length > 0)
            .Select(line => !line.Contains("://", StringComparison.Ordinal) && Path.Combine(folder, line) is var beside && File.Exists(beside) ? beside : line)
            .ToList();
        return NotEmpty(paths, $"The list '{list}' names no pictures");
    }

    // Columns may hold anything: those cells count that look like pictures. A line without any is a heading, or names what cannot be read, which is said later.
    private static IEnumerable<string> Cells(string line, int row)
    {
        var cells = Cell().Matches(line).Select(match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups["plain"].Value.Trim()).ToList();
        var wanted = cells.Where(cell => IsWanted(cell) || cell.Contains("://", StringComparison.Ordinal)).ToList();
        var isHeading = row == 0 && (cells.Count > 1 || Headings.Contains(cells[0], StringComparer.OrdinalIgnoreCase));
        return wanted.Count > 0 || isHeading ? wanted : cells.Take(1);
    }

    [GeneratedRegex("""(?:^|[,;])(?:\s*"(?<quoted>(?:[^"]|"")*)"\s*|(?<plain>[^,;]*))""", RegexOptions.ExplicitCapture)]
    private static partial Regex Cell();

    private static List<string> NotEmpty(List<string> paths, string complaint) =>
        paths.Count > 0 ? paths : throw new SourceException($"{complaint}; these are read: {FileKinds.Described}.");
}

namespace Yolo;

/// <summary>What paths name, by whatever spelling and link.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    private static readonly StringComparison Comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether two paths name one file, which need not exist.</summary>
    internal static bool IsSame(string one, string other) => string.Equals(Of(one), Of(other), Comparison);

    /// <summary>Whether a file lies in a folder, however deep.</summary>
    internal static bool IsBelow(string folder, string file) => Of(file).StartsWith(Of(folder) + Path.DirectorySeparatorChar, Comparison);

    /// <summary>The path without links, wherever they stand on the way; what does not exist stays as it is written.</summary>
    internal static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full)!;
        var (place, left) = (root, new Stack<string>(Parts(full[root.Length..]).Reverse()));
        for (var links = 0; left.TryPop(out var part);)
        {
            if (part == "..")
            {
                place = Path.GetDirectoryName(place) ?? place;
                continue;
            }

            var next = Path.Combine(place, part);
            if (links == MostLinks || new FileInfo(next).LinkTarget is not { } target)
            {
                place = next;
                continue;
            }

            // What a link names is seen from its own folder, and may hold links again.
            links++;
            place = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : place;
            foreach (var inner in Parts(Path.IsPathRooted(target) ? target[Path.GetPathRoot(target)!.Length..] : target).Reverse())
            {
                left.Push(inner);
            }
        }

        return place;
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
}

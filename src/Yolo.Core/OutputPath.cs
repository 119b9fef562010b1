namespace Yolo;

/// <summary>Looks at a path before anything is written there.</summary>
internal static class OutputPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    private static readonly StringComparison Comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether two paths name one file, by whatever spelling or link.</summary>
    /// <param name="output">A file to be written, which need not exist.</param>
    /// <param name="input">A file that was read; an address is none.</param>
    internal static bool IsSame(string output, string input) => string.Equals(Resolve(output), Resolve(input), Comparison);

    /// <summary>Refuses a label file of a run that would take the place of the labels of the picture itself.</summary>
    /// <param name="output">The label file to be written.</param>
    /// <param name="picture">The picture that it is about.</param>
    /// <exception cref="IOException">It would.</exception>
    internal static void RequireOtherLabels(string output, string picture)
    {
        if (IsSame(output, Data.ImageList.LabelPath(Path.GetFullPath(picture))))
        {
            throw new IOException($"{output} is where the labels of {picture} belong; what was found in it must not take their place. Choose another folder for the results with name=… or project=….");
        }
    }

    /// <summary>Whether a file lies in a folder, however deep, by whatever spelling or link.</summary>
    internal static bool IsBelow(string folder, string file)
    {
        var (real, place) = (Resolve(folder) + Path.DirectorySeparatorChar, Resolve(file));
        return place.StartsWith(real, Comparison);
    }

    /// <summary>The path without links, wherever they stand on the way; what does not exist stays as it is written.</summary>
    internal static string Resolve(string path)
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

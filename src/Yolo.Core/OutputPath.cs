namespace Yolo;

/// <summary>Looks at a path before anything is written there.</summary>
internal static class OutputPath
{
    /// <summary>Whether two paths name one file, by whatever spelling or link.</summary>
    /// <param name="output">A file to be written, which need not exist.</param>
    /// <param name="input">A file that was read; an address is none.</param>
    internal static bool IsSame(string output, string input) => string.Equals(
        Resolve(output), Resolve(input), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a label file of a run that would take the place of the labels of the picture itself.</summary>
    /// <param name="output">The label file to be written.</param>
    /// <param name="picture">The picture that it is about.</param>
    /// <exception cref="IOException">It would.</exception>
    internal static void RequireOtherLabels(string output, string picture)
    {
        if (File.Exists(output) && IsSame(output, Data.ImageList.LabelPath(Path.GetFullPath(picture))))
        {
            throw new IOException($"{output} holds the labels of {picture} and would be written over with what was found in it. Choose another folder for the results with name=… or project=….");
        }
    }

    private static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            var folder = new DirectoryInfo(Path.GetDirectoryName(full) ?? full);
            var target = new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
            return target ?? Path.Combine(ResolveFolder(folder), Path.GetFileName(full));
        }
        catch (IOException)
        {
            return full;
        }
    }

    /// <summary>The path of a folder without links, wherever they stand on the way.</summary>
    internal static string ResolveFolder(DirectoryInfo folder)
    {
        var real = folder.Exists && folder.ResolveLinkTarget(returnFinalTarget: true) is { } target ? new DirectoryInfo(target.FullName) : folder;
        return real.Parent is { } parent ? Path.Combine(ResolveFolder(parent), real.Name) : real.FullName;
    }
}

namespace Yolo.Callbacks;

/// <summary>Where callbacks write.</summary>
internal static class RunPaths
{
    /// <summary>A relative path is meant below the run directory, or below the current one when the run has none.</summary>
    public static string Resolve(IRunContext? run, string path) => Path.GetFullPath(path, Path.GetFullPath(run?.SaveDirectory ?? "."));

    /// <summary>A path that ends as files of its format do: a data set or a picture that is named by mistake is not written over.</summary>
    /// <exception cref="ArgumentException">It ends otherwise.</exception>
    public static string WithEnding(string path, params string[] endings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? path
            : throw new ArgumentException($"The file '{path}' will not do: its name must end in {string.Join(" or ", endings)}.");
    }

    public static string ResolveForWriting(IRunContext? run, string path)
    {
        var full = Resolve(run, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}

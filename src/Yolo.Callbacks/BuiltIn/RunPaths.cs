namespace Yolo.Callbacks;

/// <summary>Where callbacks write.</summary>
internal static class RunPaths
{
    /// <summary>A relative path is meant below the run directory, or below the current one when the run has none.</summary>
    public static string Resolve(IRunContext? run, string path) => Path.GetFullPath(path, Path.GetFullPath(run?.SaveDirectory ?? "."));

    public static string ResolveForWriting(IRunContext? run, string path)
    {
        var full = Resolve(run, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}

namespace Yolo.Cli.Display;

/// <summary>Paths as people would type them here.</summary>
internal static class ShortPath
{
    /// <summary>From this folder on if it lies below it; otherwise as it is.</summary>
    internal static string Of(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : relative;
    }
}

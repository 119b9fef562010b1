namespace Yolo.Data.Labels;

/// <summary>Tells whether caches may be put into a folder.</summary>
internal static class WritableFolder
{
    /// <summary>True beside an existing folder whose parent nobody has marked read-only; the mark counts even for the superuser, whom it does not stop.</summary>
    /// <param name="sibling">The folder beside which something is to be written; it may be missing if its parent exists.</param>
    public static bool Allows(string sibling)
    {
        const UnixFileMode anyone = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        string? parent = Path.GetDirectoryName(sibling);
        return Directory.Exists(parent) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(parent) & anyone) != 0);
    }
}

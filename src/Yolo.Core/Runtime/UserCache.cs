namespace Yolo.Runtime;

/// <summary>The user's folder for what can be made again.</summary>
internal static class UserCache
{
    private const string Name = "yolo-dotnet";

    /// <summary>The folder, which may not exist.</summary>
    /// <exception cref="DirectoryNotFoundException">The environment names none.</exception>
    internal static string Folder() => Path.Combine(Root(), Name);

    private static string Root()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local ? local
                : throw new DirectoryNotFoundException("The user has no folder for local application data.");
        }

        return Rooted("XDG_CACHE_HOME") ?? (Rooted("HOME") is { } home ? Path.Combine(home, ".cache") : null)
            ?? throw new DirectoryNotFoundException("The environment names neither XDG_CACHE_HOME nor HOME.");
    }

    private static string? Rooted(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder && Path.IsPathRooted(folder) ? folder : null;
}

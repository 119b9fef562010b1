namespace Yolo.Tests;

/// <summary>The folder `shared` beside the repository: the reference's numbers, data sets and checkpoints.</summary>
internal static class Shared
{
    private static readonly Lazy<string?> Root = new(Find);

    /// <summary>The path of a file or folder in there. Without the folder the test that asks is skipped, and says why.</summary>
    internal static string Path(params string[] parts)
    {
        if (Root.Value is not { } root)
        {
            Assert.Ignore("The folder 'shared' is not beside the repository, so there is nothing to compare with.");
            return string.Empty;
        }

        return System.IO.Path.Combine([root, .. parts]);
    }

    /// <summary>The repository's own folder.</summary>
    internal static string Repository { get; } = FindRepository() ?? throw new InvalidOperationException("The tests do not run inside the repository.");

    internal static bool Exists => Root.Value is not null;

    private static string? Find()
    {
        var shared = FindRepository() is { } repository ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(repository)!, "shared") : null;
        return Directory.Exists(shared) ? shared : null;
    }

    private static string? FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Yolo.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}

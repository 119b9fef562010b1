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

    internal static bool Exists => Root.Value is not null;

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Yolo.sln")))
            {
                var shared = System.IO.Path.Combine(folder.Parent!.FullName, "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}

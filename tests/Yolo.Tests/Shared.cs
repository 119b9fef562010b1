namespace Yolo.Tests;

/// <summary>Finds the folder <c>shared</c> beside the repository, which holds the reference's numbers; tests that need it skip without it.</summary>
internal static class Shared
{
    /// <summary>The path of a file or folder in the shared folder; skips the running test when the shared folder is missing.</summary>
    public static string Path(string relative)
    {
        string? root = Root();
        if (root is null)
        {
            Assert.Ignore("The folder 'shared' is not beside the repository.");
        }

        return System.IO.Path.Combine(root!, relative);
    }

    private static string? Root()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Yolo.sln")))
            {
                string shared = System.IO.Path.Combine(folder.FullName, "..", "shared");
                return Directory.Exists(shared) ? System.IO.Path.GetFullPath(shared) : null;
            }
        }

        return null;
    }
}

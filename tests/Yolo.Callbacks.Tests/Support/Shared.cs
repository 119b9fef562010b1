namespace Yolo.Callbacks.Tests;

/// <summary>The folder <c>shared</c> beside the repository, with numbers and traces of the reference.</summary>
internal static class Shared
{
    /// <summary>A file of it; the test is skipped, with a message, where the folder is missing.</summary>
    public static string File(string relativePath)
    {
        for (var at = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); at is not null; at = at.Parent)
        {
            var shared = Path.Combine(at.FullName, "shared");
            if (Directory.Exists(Path.Combine(shared, "goldens")))
            {
                return Path.Combine(shared, relativePath);
            }
        }

        Assert.Ignore("The folder 'shared' beside the repository is missing; this test compares with what it holds.");
        return string.Empty;
    }
}

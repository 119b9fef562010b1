namespace Yolo.Tests;

/// <summary>A folder for one test, deleted with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"yolo-test-{Guid.NewGuid():N}");

    /// <summary>The names of the files right in it, sorted.</summary>
    public string[] Files => [.. new DirectoryInfo(Root).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Writes a file, and the folders above it.</summary>
    public string Write(string relative, string text)
    {
        string path = Path(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a file, and the folders above it.</summary>
    public string Write(string relative, byte[] content)
    {
        string path = Path(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Copies a folder, with all that is in it, to one of the same name in here: what is kept beside files can then be kept.</summary>
    public string Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string path = Path(System.IO.Path.GetRelativePath(System.IO.Path.GetDirectoryName(folder)!, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }

        return Path(System.IO.Path.GetFileName(folder));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

namespace Yolo.Tests.Checkpoints;

/// <summary>A folder that is deleted with all its files at the end of a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yolo-checkpoints-");

    internal string[] Files => [.. _folder.EnumerateFiles().Select(file => file.Name).Order()];

    public void Dispose() => _folder.Delete(recursive: true);

    internal string File(string name) => Path.Combine(_folder.FullName, name);
}

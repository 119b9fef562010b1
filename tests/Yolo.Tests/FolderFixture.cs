namespace Yolo.Tests;

/// <summary>Tests that have a folder each.</summary>
public abstract class FolderFixture
{
    /// <summary>The folder of the test that is running.</summary>
    private protected TemporaryFolder Folder { get; private set; } = null!;

    [SetUp]
    public void MakeFolder() => Folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => Folder.Dispose();
}

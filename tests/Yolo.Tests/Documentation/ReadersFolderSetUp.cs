namespace Yolo.Tests.Documentation;

/// <summary>Deletes what the tests of the documentation have in common.</summary>
[SetUpFixture]
public sealed class ReadersFolderSetUp
{
    [OneTimeTearDown]
    public void Delete() => ReadersFolder.DeleteOriginal();
}

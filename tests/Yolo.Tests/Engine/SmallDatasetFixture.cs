using Yolo.Models;

namespace Yolo.Tests.Engine;

/// <summary>Tests that have a folder and a few pictures of blood cells each.</summary>
/// <param name="pictures">How many.</param>
public abstract class SmallDatasetFixture(int pictures) : FolderFixture
{
    /// <summary>The data set of the test that is running.</summary>
    private protected SmallDataset Small { get; private set; } = null!;

    [SetUp]
    public void MakeDataset() => Small = new SmallDataset(pictures);

    /// <summary>Takes pictures of another task instead.</summary>
    private protected void Use(ModelTask task)
    {
        Small.Dispose();
        Small = new SmallDataset(pictures, task);
    }

    // There is none where the pictures are missing and the test is skipped.
    [TearDown]
    public void DeleteDataset() => Small?.Dispose();
}

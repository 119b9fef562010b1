using Yolo.Engine;

namespace Yolo.Tests.Engine;

/// <summary>Tests that have a folder and a model that finds blood cells each.</summary>
public abstract class BloodCellFixture : FolderFixture
{
    /// <summary>The model of the test that is running.</summary>
    private protected YoloModel Model { get; private set; } = null!;

    [SetUp]
    public void LoadModel() => Model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));

    // There is none where the weights are missing and the test is skipped.
    [TearDown]
    public void DisposeModel() => Model?.Dispose();
}

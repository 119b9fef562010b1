using Yolo.Engine;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>Tests that share a tiny training and have a model each.</summary>
public abstract class TinyTrainingFixture
{
    /// <summary>Pictures, network and settings, the same for all tests.</summary>
    private protected TinyTraining Tiny { get; private set; } = null!;

    /// <summary>The model of the test that is running, with random weights and no callbacks.</summary>
    private protected YoloModel Model { get; private set; } = null!;

    [OneTimeSetUp]
    public void MakeTraining() => Tiny = new TinyTraining();

    [OneTimeTearDown]
    public void DeleteTraining() => Tiny.Dispose();

    [SetUp]
    public void MakeModel() => Model = Tiny.Model();

    [TearDown]
    public void DisposeModel() => Model.Dispose();
}

using System.Collections.Concurrent;
using Yolo.Data;
using Yolo.Data.Shapes;
using Yolo.Engine.Exporting;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Engine;

/// <summary>What is told of work that has no events.</summary>
public sealed class WorkProgressTests : TinyTrainingFixture
{
    private readonly Told told = new();

    [SetUp]
    public void Forget() => told.Steps.Clear();

    [Test]
    public void Scan_OfLabels_TellsOfEveryPicture()
    {
        var spec = DatasetSpec.Load(Tiny.Yaml, new() { Progress = told });

        spec.Scan(DatasetSplit.Train);

        Assert.That(told.Steps.Select(step => step.Done).Order(), Is.EqualTo(Enumerable.Range(1, 8)));
        Assert.That(told.Steps, Has.All.Matches<WorkProgress>(step => step is { Work: "Verifying labels", Total: 8, Unit: WorkUnit.Pictures }));
    }

    [Test]
    public void Shapes_WhenTheyAreDrawn_AreCounted()
    {
        using var folder = new TemporaryFolder();

        ShapesDataset.Ensure(folder.Root, new() { TrainImages = 3, ValImages = 2, ImageSize = 64 }, told, CancellationToken.None);

        Assert.That(told.Steps.Max(step => step.Done), Is.EqualTo(5));
    }

    [Test]
    public void Training_TellsOfBothSplitsAndOfTheCharts()
    {
        var trainer = new Trainer(Model, Tiny.Options with { Plots = true }) { Progress = told };

        trainer.Train();

        Assert.That(told.Steps.Where(step => step.Work == "Verifying labels").Select(step => step.Total).Distinct(), Is.EqualTo(new long?[] { 8, 6 }));
        Assert.That(told.Steps.Select(step => step.Work), Has.Some.EqualTo("Drawing charts"));
    }

    [Test]
    public void Validation_TellsWhatComesBeforeItsEvents()
    {
        var validator = new Validator(Model, new() { Data = Tiny.Yaml, ImageSize = 64 }) { Progress = told };

        validator.Run();

        Assert.That(told.Steps.Select(step => step.Work).Distinct(), Is.EqualTo(new[] { "Verifying labels", "Preparing the network" }));
    }

    [Test]
    public void Export_TellsItsStages()
    {
        using var folder = new TemporaryFolder();
        var exporter = new Exporter(Model, new() { ImageSize = 64, File = folder.Path("tiny.onnx") }) { Progress = told };

        exporter.Run();

        Assert.That(told.Steps.Select(step => (step.Done, step.Total)), Is.EqualTo(new[] { (0L, (long?)3), (1, 3), (2, 3) }));
    }

    private sealed class Told : IProgress<WorkProgress>
    {
        internal ConcurrentQueue<WorkProgress> Steps { get; } = new();

        public void Report(WorkProgress value) => Steps.Enqueue(value);
    }
}

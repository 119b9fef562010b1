namespace Yolo.Callbacks.Tests;

internal sealed class AdapterTests
{
    [Test]
    public void ReportTo_Training_ReportsBatchesAndEpochs()
    {
        var registry = TestRegistry.Create();
        var reports = new Collector();
        registry.ReportTo(reports);
        new FakeTrainer(registry) { LossAt = _ => 1 }.Run();
        Assert.Multiple(() =>
        {
            Assert.That(reports.Select(r => r.Fraction), Is.EqualTo(new[] { 0.25, 0.5, 0.5, 0.75, 1, 1 }));
            Assert.That(reports[0], Is.EqualTo(new RunProgress(ReceiverKind.Trainer, 1, 2, 1, 2, 0.25, 2, null) { Losses = reports[0].Losses }));
            Assert.That(reports[0].Losses, Is.EqualTo(new Dictionary<string, float> { ["train/box_loss"] = 1, ["train/cls_loss"] = 1 }));
            Assert.That(reports[^1].Metrics["metrics/mAP50(B)"], Is.EqualTo(0.4));
            Assert.That(reports[^1].Fitness, Is.EqualTo(0.2));
        });
    }

    [Test]
    public void ReportTo_ValidationAndPrediction_ReportBatches()
    {
        var registry = TestRegistry.Create();
        var reports = new Collector();
        var adapter = registry.ReportTo(reports);
        new FakeValidator(registry, batches: 2).Run();
        new FakePredictor(registry, batches: 4).Run();
        adapter.Dispose();
        new FakePredictor(registry, batches: 4).Run();
        Assert.Multiple(() =>
        {
            Assert.That(reports.Select(r => r.Fraction), Is.EqualTo(new[] { 0.5, 1, 0.25, 0.5, 0.75, 1 }));
            Assert.That(reports.Select(r => r.Mode).Distinct(), Is.EqualTo(new[] { ReceiverKind.Validator, ReceiverKind.Predictor }));
        });
    }

    [Test]
    public void ReportTo_ListenerThatThrows_IsAWarningAndTheRunGoesOn()
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.ReportTo(new Thrower());
        var trainer = new FakeTrainer(registry);
        trainer.Run();
        Assert.That(trainer.Epoch, Is.EqualTo(1));
        Assert.That(warnings.Single().Message, Does.StartWith("no window"));
    }

    [Test]
    public void StopOn_CancelledDuringABatch_EndsAtTheNext()
    {
        var registry = TestRegistry.Create();
        using var source = new CancellationTokenSource();
        registry.StopOn(source.Token);
        registry.Add("on_train_batch_end", (FakeTrainer t) => source.Cancel(), when: t => t.GlobalStep == 3);
        var trainer = new FakeTrainer(registry) { Epochs = 5, BatchesPerEpoch = 2 };
        trainer.Run();
        Assert.That((trainer.GlobalStep, trainer.Control.StopReason), Is.EqualTo((3L, "cancelled")));
    }

    [Test]
    public void StopOn_CancelledBefore_EndsEveryModeBeforeItsFirstBatch()
    {
        var registry = TestRegistry.Create();
        registry.StopOn(new(canceled: true));
        var batches = 0;
        registry.Add("on_predict_batch_start", () => batches++);
        registry.Add("on_val_batch_start", () => batches++);
        new FakePredictor(registry, batches: 3).Run();
        new FakeValidator(registry, batches: 3).Run();
        Assert.That(batches, Is.Zero);
    }

    [Test]
    public void StopOn_CancelledAfterARun_DoesNotTouchIt()
    {
        var registry = TestRegistry.Create();
        using var source = new CancellationTokenSource();
        registry.StopOn(source.Token);
        var predictor = new FakePredictor(registry);
        predictor.Run();
        source.Cancel();
        Assert.That(predictor.Control.StopRequested, Is.False);
    }

    private sealed class Thrower : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => throw new OperationCanceledException("no window");
    }

    private sealed class Collector : List<RunProgress>, IProgress<RunProgress>
    {
        public void Report(RunProgress value) => Add(value);
    }
}

namespace Yolo.Callbacks.Tests;

internal sealed class PerformanceMonitorTests
{
    [Test]
    public void Logs_OfEachEpoch_HaveSpeedWaitingAndMemory()
    {
        var clock = new SteppingClock();
        var history = new History();
        var (trainer, registry) = Make(clock, history);
        trainer.DeviceMemoryUsed = 3L << 29;

        // Before each batch a second, in it three; two seconds of validation, in which nothing is trained.
        registry.Add("on_train_batch_start", (FakeTrainer _) => clock.Pass(1000), new() { Priority = -1 });
        registry.Add("on_train_batch_end", (FakeTrainer _) => clock.Pass(3000), new() { Priority = -1 });
        registry.Add("on_train_epoch_end", (FakeTrainer _) => clock.Pass(2000));

        trainer.Run();

        Assert.Multiple(() =>
        {
            Assert.That(history["performance/images_per_second"], Is.EqualTo(new[] { 0.875, 0.875 }), "7 images in 8 seconds");
            Assert.That(history["performance/waiting"], Is.EqualTo(new[] { 0.25, 0.25 }));
            Assert.That(history["performance/device_memory"], Is.EqualTo(new[] { 1.5, 1.5 }));
            Assert.That(history["performance/memory"], Has.All.GreaterThan(0.01).And.All.LessThan(1000));
            Assert.That(history["performance/processors"], Has.All.GreaterThanOrEqualTo(0));
        });
    }

    [Test]
    public void Logs_OfSkippedBatches_CountThemNot()
    {
        var clock = new SteppingClock();
        var history = new History();
        var (trainer, registry) = Make(clock, history);
        registry.Add("on_train_batch_start", (FakeTrainer run) => run.Control.SkipBatch(), when: run => run.BatchIndex == 0);
        registry.Add("on_train_batch_start", (FakeTrainer _) => clock.Pass(1000), new() { Priority = -1 });
        registry.Add("on_train_batch_end", (FakeTrainer _) => clock.Pass(3000), new() { Priority = -1 });

        trainer.Run();

        Assert.That(history["performance/images_per_second"], Is.EqualTo(new[] { 0.6, 0.6 }), "the 3 of the second batch in 5 seconds");
        Assert.That(history["performance/waiting"], Is.EqualTo(new[] { 0.2, 0.2 }));
    }

    [Test]
    public void Logs_WithoutATrainedBatch_SayNothingOfSpeed()
    {
        var history = new History();
        var (trainer, registry) = Make(new SteppingClock(), history);
        registry.Add("on_train_batch_start", (FakeTrainer run) => run.Control.SkipBatch());

        trainer.Run();

        var names = history.Names.Where(name => name.StartsWith("performance/", StringComparison.Ordinal));
        Assert.That(names, Is.EqualTo(new[] { "performance/memory" }));
    }

    private static (FakeTrainer Trainer, CallbackRegistry Registry) Make(SteppingClock clock, History history)
    {
        var registry = TestRegistry.Create();
        registry.Add(new PerformanceMonitor { Clock = clock });
        registry.Add(history);
        return (new FakeTrainer(registry), registry);
    }
}

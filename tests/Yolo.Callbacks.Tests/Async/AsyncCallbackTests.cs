namespace Yolo.Callbacks.Tests;

internal sealed class AsyncCallbackTests
{
    [Test]
    public void AddAsync_ReceivesEveryEventInOrder_DrainedAtTheEndOfTheRun()
    {
        var registry = TestRegistry.Create();
        var steps = new List<long?>();
        registry.AddAsync("on_train_batch_end", async (snapshot, stop) =>
        {
            await Task.Delay(1, stop);
            steps.Add(snapshot.Step);
        });
        using (var run = registry.CreateScope())
        {
            new FakeTrainer(run) { Epochs = 3, BatchesPerEpoch = 4 }.Run();
        }

        Assert.That(steps, Is.EqualTo(Enumerable.Range(1, 12)));
    }

    [Test]
    public void AddAsync_ByAConstantOfEvents_ReceivesTheSame()
    {
        var registry = TestRegistry.Create();
        var (steps, odd) = (new List<long?>(), new List<long?>());
        registry.AddAsync(Events.OnTrainBatchEnd, (snapshot, _) => Keep(steps, snapshot));
        registry.AddAsync(Events.OnTrainBatchEnd, (snapshot, _) => Keep(odd, snapshot), when: (FakeTrainer trainer) => trainer.GlobalStep % 2 == 1);

        new FakeTrainer(registry) { Epochs = 1, BatchesPerEpoch = 4 }.Run();
        registry.Drain();

        Assert.That(steps, Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(odd, Is.EqualTo(new[] { 1, 3 }));
        Assert.That(() => registry.AddAsync(Events.OnTrainBatchEnd, (_, _) => Task.CompletedTask, when: (FakePredictor _) => true), Throws.TypeOf<CallbackTypeException>());

        static Task Keep(List<long?> kept, EventSnapshot snapshot)
        {
            kept.Add(snapshot.Step);
            return Task.CompletedTask;
        }
    }

    [Test]
    public void Snapshot_HoldsTheNumbersOfItsMoment()
    {
        var registry = TestRegistry.Create();
        var snapshots = new List<EventSnapshot>();
        registry.AddAsync("on_fit_epoch_end", (snapshot, _) =>
        {
            snapshots.Add(snapshot);
            return Task.CompletedTask;
        });
        new FakeTrainer(registry) { Epochs = 2 }.Run();
        registry.Drain();
        var first = snapshots[0];
        Assert.Multiple(() =>
        {
            Assert.That((first.Event, first.ObjectKind, first.Epoch, first.Batch, first.Step), Is.EqualTo(("on_fit_epoch_end", "Trainer", 0, 1, 2L)));
            Assert.That(first.LossItems, Is.EqualTo(new[] { 0.5f, 0.5f }));
            Assert.That(first.LearningRates, Is.EqualTo(new[] { 0.01, 0.01 }));
            Assert.That(first.Metrics["metrics/mAP50(B)"], Is.EqualTo(0.2));
            Assert.That(first.Fitness, Is.EqualTo(0.1));
        });
    }

    [Test]
    public void AddAsync_WhenAndEvery_FilterBeforeTheSnapshot()
    {
        var registry = TestRegistry.Create();
        var epochs = new List<int?>();
        registry.AddAsync<FakeTrainer>(
            "on_train_epoch_end",
            (snapshot, _) =>
            {
                epochs.Add(snapshot.Epoch);
                return Task.CompletedTask;
            },
            new() { Every = 2 },
            when: t => t.Epoch > 0);
        new FakeTrainer(registry) { Epochs = 5 }.Run();
        registry.Drain();
        Assert.That(epochs, Is.EqualTo(new[] { 2, 4 }));
    }

    [Test]
    public void AddAsync_QueueFull_DropsOldestAndSaysSoOnce()
    {
        var registry = TestRegistry.Create(out var warnings);
        using var gate = new ManualResetEventSlim();
        var batches = new List<int?>();
        registry.AddAsync(
            "on_val_batch_end",
            (snapshot, stop) =>
            {
                gate.Wait(stop);
                batches.Add(snapshot.Batch);
                return Task.CompletedTask;
            },
            queue: new() { Capacity = 2, WhenFull = AsyncQueueFullMode.DropOldest });
        new FakeValidator(registry, batches: 20).Run();
        gate.Set();
        registry.Drain();
        Assert.Multiple(() =>
        {
            Assert.That(batches.TakeLast(2), Is.EqualTo(new[] { 18, 19 }));
            Assert.That(batches, Has.Count.LessThanOrEqualTo(3));
            Assert.That(warnings, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void AddAsync_QueueFull_WaitsAndLosesNothing()
    {
        var registry = TestRegistry.Create();
        var count = 0;
        registry.AddAsync("on_val_batch_end", async (_, _) => { await Task.Yield(); count++; }, queue: new() { Capacity = 1 });
        new FakeValidator(registry, batches: 200).Run();
        registry.Drain();
        Assert.That(count, Is.EqualTo(200));
    }

    [Test]
    public void AddAsync_Throws_SurfacesAtDrain()
    {
        var registry = TestRegistry.Create();
        registry.AddAsync("on_val_end", (_, _) => throw new IOException("gone"), new() { Name = "sender" });
        new FakeValidator(registry).Run();
        var thrown = Assert.Throws<CallbackException>(registry.Drain);
        Assert.That((thrown!.CallbackName, thrown.EventName), Is.EqualTo(("sender", "on_val_end")));
    }

    [Test]
    public void AddAsync_ThrowsUnderWarnOnce_NeverStopsTheRun()
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.AddAsync("on_val_batch_end", (_, _) => throw new IOException("gone"), new() { OnError = ExceptionPolicy.WarnOnce });
        new FakeValidator(registry, batches: 5).Run();
        registry.Drain();
        Assert.That(warnings, Has.Count.EqualTo(1));
    }

    [Test]
    public void Drain_TakesTooLong_CancelsAndSaysSo()
    {
        var registry = TestRegistry.Create();
        registry.Settings.DrainTimeout = TimeSpan.FromMilliseconds(20);
        using var started = new ManualResetEventSlim();
        using var cancelled = new ManualResetEventSlim();
        registry.AddAsync("on_val_end", async (_, stop) =>
        {
            started.Set();
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(30), stop);
            }
            finally
            {
                cancelled.Set();
            }
        });
        new FakeValidator(registry).Run();
        started.Wait(TimeSpan.FromSeconds(30));
        Assert.Throws<TimeoutException>(registry.Drain);
        Assert.That(cancelled.Wait(TimeSpan.FromSeconds(10)), Is.True);
    }
}

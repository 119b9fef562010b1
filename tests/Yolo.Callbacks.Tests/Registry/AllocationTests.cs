namespace Yolo.Callbacks.Tests;

[NonParallelizable]
internal sealed class AllocationTests
{
    private const int Raises = 10_000;

    [Test]
    public void Raise_WithoutCallbacks_AllocatesNothing()
    {
        var registry = TestRegistry.Create();
        using var scope = registry.CreateScope();
        var trainer = new FakeTrainer(registry);
        Assert.Multiple(() =>
        {
            Assert.That(Allocated(() => registry.Raise(Events.OnTrainBatchEnd, trainer)), Is.Zero, "by constant");
            Assert.That(Allocated(() => registry.Raise("on_train_batch_end", trainer)), Is.Zero, "by name");
            Assert.That(Allocated(() => scope.Raise(Events.OnTrainBatchEnd, trainer)), Is.Zero, "in a scope");
        });
    }

    [Test]
    public void Raise_WithCallbacks_AllocatesNothing()
    {
        var registry = TestRegistry.Create();
        for (var i = 0; i < 10; i++)
        {
            registry.Add("on_train_batch_end", (FakeTrainer _) => { });
        }

        registry.Add("on_train_batch_end", (ITrainingContext _) => { }, new() { Every = 3 }, t => t.Epoch >= 0);
        var trainer = new FakeTrainer(registry);
        Assert.That(Allocated(() => registry.Raise(Events.OnTrainBatchEnd, trainer)), Is.Zero);
    }

    [Test]
    public void Raise_ToCallbackObjects_AllocatesNothingABatch()
    {
        var registry = TestRegistry.Create();
        var sum = 0.0;
        registry.Add(new Lambda { TrainBatchEnd = (_, logs) => { foreach (var (_, value) in logs) { sum += value; } } });
        registry.Add(new TerminateOnNan());
        var trainer = new FakeTrainer(registry);
        trainer.Run();
        Assert.That(Allocated(() => registry.Raise(Events.OnTrainBatchEnd, trainer)), Is.Zero);
    }

    private static long Allocated(Action raise)
    {
        // Once through tiered compilation and first use.
        for (var i = 0; i < 100; i++)
        {
            raise();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Raises; i++)
        {
            raise();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

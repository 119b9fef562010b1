namespace Yolo.Callbacks.Tests;

internal sealed class ReentrancyTests
{
    [Test]
    public void Raise_PredictingInsideACallback_Works()
    {
        var registry = TestRegistry.Create();
        var trace = new List<string>();
        registry.Add("on_train_epoch_end", () => new FakePredictor(registry).Run());
        registry.Add("on_predict_end", () => trace.Add("predicted"));
        registry.Add("on_train_epoch_end", (FakeTrainer t) => trace.Add($"epoch {t.Epoch}"));
        new FakeTrainer(registry).Run();
        Assert.That(trace, Is.EqualTo(new[] { "predicted", "epoch 0", "predicted", "epoch 1" }));
    }

    [Test]
    public void Raise_AddedMeanwhile_RunsFromTheNextTimeOn()
    {
        var registry = TestRegistry.Create();
        var count = 0;
        registry.Add("on_val_end", () => registry.Add("on_val_end", () => count++), new() { Once = true });
        new FakeValidator(registry).Run();
        Assert.That(count, Is.Zero);
        new FakeValidator(registry).Run();
        Assert.That(count, Is.EqualTo(1));
    }

    [Test]
    public void Raise_RemovedMeanwhile_DoesNotRunAnyMore()
    {
        var registry = TestRegistry.Create();
        CallbackSubscription? later = null;
        registry.Add("on_val_end", () => later!.Dispose());
        later = registry.Add("on_val_end", () => Assert.Fail("it was removed"));
        new FakeValidator(registry).Run();
        Assert.That(later.IsActive, Is.False);
    }

    [Test]
    public void Raise_CallbackRemovesItself_Works()
    {
        var registry = TestRegistry.Create();
        var count = 0;
        CallbackSubscription? self = null;
        self = registry.Add("on_val_batch_end", () => { count++; self!.Dispose(); });
        new FakeValidator(registry, batches: 3).Run();
        Assert.That(count, Is.EqualTo(1));
    }

    [Test]
    public void Raise_ResetInsideACallback_EndsTheEvent()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_end", registry.Reset);
        registry.Add("on_val_end", () => Assert.Fail("it was removed"));
        new FakeValidator(registry).Run();
        Assert.That(registry.List(), Is.Empty);
    }

    [Test]
    public void ScopeFactory_SurroundsEachCallbackAndIsDisposedWhenItThrows()
    {
        var registry = TestRegistry.Create();
        var trace = new List<string>();
        registry.Settings.ScopeFactory = () =>
        {
            trace.Add("open");
            return new OnDispose(() => trace.Add("close"));
        };
        registry.Add("on_val_end", () => trace.Add("a"));
        registry.Add("on_val_end", () => throw new InvalidOperationException("b"), new() { OnError = ExceptionPolicy.LogAndContinue });
        new FakeValidator(registry).Run();
        Assert.That(trace, Is.EqualTo(new[] { "open", "a", "close", "open", "close" }));
    }

    private sealed class OnDispose(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

namespace Yolo.Callbacks.Tests;

internal sealed class EventCallbackTests
{
    [Test]
    public void At_InAScope_RunsForThatCallAlone()
    {
        var registry = TestRegistry.Create();
        var seen = new List<string>();
        var callback = Callback.At("on_predict_end", (FakePredictor _) => seen.Add("call"));
        using (var call = registry.CreateScope([callback]))
        {
            new FakePredictor(call).Run();
        }

        new FakePredictor(registry).Run();
        using (var again = registry.CreateScope([callback]))
        {
            new FakePredictor(again).Run();
        }

        Assert.That(seen, Is.EqualTo(new[] { "call", "call" }));
    }

    [Test]
    public void At_AConstantOfEvents_RunsAtThatEvent()
    {
        var registry = TestRegistry.Create();
        var batches = new List<int>();
        using var call = registry.CreateScope([Callback.At(Events.OnPredictBatchEnd, (FakePredictor p) => batches.Add(p.BatchIndex), when: p => p.BatchIndex > 0)]);

        new FakePredictor(call, batches: 3).Run();

        Assert.That(batches, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(() => Callback.At<FakePredictor>((CallbackEvent)null!, _ => { }), Throws.ArgumentNullException);
        Assert.That(() => registry.Add(Callback.At(Events.OnPredictEnd, (FakeTrainer _) => { })), Throws.TypeOf<CallbackTypeException>());
    }

    [Test]
    public void At_WithOptionsAndFilter_KeepsToThem()
    {
        var registry = TestRegistry.Create(out var warnings);
        var batches = new List<int>();
        using var call = registry.CreateScope(
        [
            Callback.At("on_predict_batch_end", (FakePredictor p) => batches.Add(p.BatchIndex), new() { Name = "odd", Priority = 7, Every = 2 }, p => p.BatchIndex > 0),
            Callback.At("on_predict_end", (FakePredictor _) => throw new InvalidOperationException("mine"), new() { OnError = ExceptionPolicy.WarnOnce }),
        ]);

        new FakePredictor(call, batches: 5).Run();

        Assert.That(batches, Is.EqualTo(new[] { 2, 4 }));
        Assert.That(warnings.Single().CallbackName, Does.Contain(nameof(At_WithOptionsAndFilter_KeepsToThem)));
        Assert.That(call.List().First(line => line.Name == "odd").Priority, Is.EqualTo(7));
    }

    [Test]
    public void CreateScope_WithACallbackThatCannotBeAdded_LeavesTheOthersFree()
    {
        var registry = TestRegistry.Create();
        var history = new History();

        Assert.That(() => registry.CreateScope([history, Callback.At("on_predict_ends", (object _) => { })]), Throws.TypeOf<UnknownEventException>().With.Message.Contains("on_predict_end"));
        Assert.That(() => registry.CreateScope([history]).Dispose(), Throws.Nothing);
    }

    [Test]
    public void OnException_OfARunThatNeverBegan_KnowsTheRun()
    {
        var registry = TestRegistry.Create();
        var trainer = new FakeTrainer(registry);
        var seen = new Witness();
        registry.Add(seen);

        registry.RaiseException(trainer, new InvalidOperationException("set-up failed"));

        Assert.That(seen.Run, Is.SameAs(trainer));
    }

    private sealed class Witness : Callback
    {
        public object? Run { get; private set; }

        public override void OnException(RunFailure failure) => Run = Training;
    }
}

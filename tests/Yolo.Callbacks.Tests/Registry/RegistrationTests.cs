namespace Yolo.Callbacks.Tests;

internal sealed class RegistrationTests
{
    [Test]
    public void Add_ConcreteInterfaceBaseOrObject_AllReceiveTheLiveObject()
    {
        var registry = TestRegistry.Create();
        var seen = new List<object>();
        registry.Add("on_predict_batch_end", (FakePredictor p) => seen.Add(p));
        registry.Add("on_predict_batch_end", (IPredictionContext p) => seen.Add(p));
        registry.Add("on_predict_batch_end", (FakeRun p) => seen.Add(p));
        registry.Add("on_predict_batch_end", (object p) => seen.Add(p));
        var predictor = new FakePredictor(registry);
        registry.Raise(Events.OnPredictBatchEnd, predictor);
        Assert.That(seen, Has.Count.EqualTo(4).And.All.SameAs(predictor));
    }

    [Test]
    public void Add_ParameterOfAnotherMode_FailsNamingBothTypesAndTheEvent()
    {
        var thrown = Assert.Throws<CallbackTypeException>(() => TestRegistry.Create().Add("on_predict_end", (FakeTrainer t) => { }));
        Assert.Multiple(() =>
        {
            Assert.That(thrown!.Message, Does.Contain("FakePredictor").And.Contain("FakeTrainer").And.Contain("on_predict_end"));
            Assert.That(thrown.Expected, Is.EqualTo(typeof(FakePredictor)));
            Assert.That(thrown.Actual, Is.EqualTo(typeof(FakeTrainer)));
        });
    }

    [Test]
    public void Add_FilterWithoutParameterTypes_IsInferredFromTheCallback()
    {
        var registry = TestRegistry.Create();
        var epochs = new List<int>();
        registry.Add(Events.OnTrainEpochStart, (FakeTrainer t) => epochs.Add(t.Epoch), when: t => t.Epoch % 2 == 1);
        new FakeTrainer(registry) { Epochs = 4 }.Run();
        Assert.That(epochs, Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public void Raise_ObjectOfAnotherType_FailsNamingBothTypes()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_end", () => { });
        Assert.That(
            () => registry.Raise("on_val_end", new FakePredictor(registry)),
            Throws.TypeOf<CallbackTypeException>().With.Message.Contains("FakeValidator").And.Message.Contains("FakePredictor"));
    }

    [Test]
    public void Add_AsyncVoidLambda_IsRejected() =>
        Assert.That(
            () => TestRegistry.Create().Add("on_val_end", async (FakeValidator v) => await Task.Yield()),
            Throws.ArgumentException.With.Message.Contains("AddAsync"));

    [Test]
    public void Receivers_TypeWithoutItsContract_IsRejected() =>
        Assert.That(() => new ReceiverTypes { Trainer = typeof(string) }, Throws.ArgumentException.With.Message.Contains("ITrainingContext"));

    [Test]
    public void Add_SameFunctionTwice_RunsTwice()
    {
        var registry = TestRegistry.Create();
        var count = 0;
        void Increment() => count++;
        registry.Add("on_val_end", Increment);
        registry.Add("on_val_end", Increment);
        new FakeValidator(registry).Run();
        Assert.That(count, Is.EqualTo(2));
    }

    [Test]
    public void Dispose_Subscription_RemovesJustThatCallback()
    {
        var registry = TestRegistry.Create();
        var seen = new List<string>();
        registry.Add("on_val_end", () => seen.Add("a"));
        var b = registry.Add("on_val_end", () => seen.Add("b"));
        registry.Add("on_val_end", () => seen.Add("c"));
        b.Dispose();
        b.Dispose();
        new FakeValidator(registry).Run();
        Assert.That(seen, Is.EqualTo(new[] { "a", "c" }));
    }

    [Test]
    public void Clear_Event_RemovesItsFunctionsOnly()
    {
        var registry = TestRegistry.Create();
        var seen = new List<string>();
        registry.Add("on_val_start", () => seen.Add("start"));
        registry.Add("on_val_end", () => seen.Add("end"));
        registry.Add(new Lambda { TestEnd = _ => seen.Add("object") });
        registry.Clear("on_val_end");
        new FakeValidator(registry).Run();
        Assert.That(seen, Is.EqualTo(new[] { "start", "object" }));
    }

    [Test]
    public void Reset_RemovesEverything()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_end", () => Assert.Fail("removed"));
        registry.Add(new Lambda { TestEnd = _ => Assert.Fail("removed") });
        registry.Reset();
        new FakeValidator(registry).Run();
        Assert.That(registry.List(), Is.Empty);
    }

    [Test]
    public void HasCallbacks_TellsWhetherRaisingCallsAnything()
    {
        var registry = TestRegistry.Create();
        Assert.That(registry.HasCallbacks(Events.OnValEnd), Is.False);
        registry.Add("on_val_end", () => { });
        Assert.That(registry.HasCallbacks(Events.OnValEnd), Is.True);
    }
}

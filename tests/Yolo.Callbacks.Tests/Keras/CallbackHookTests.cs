namespace Yolo.Callbacks.Tests;

internal sealed class CallbackHookTests
{
    [Test]
    public void Hooks_OfATraining_AreCalledInKerasOrder()
    {
        var registry = TestRegistry.Create();
        var recorder = new Recorder();
        registry.Add(recorder);
        new FakeTrainer(registry) { Epochs = 1, BatchesPerEpoch = 1 }.Run();
        Assert.That(recorder.Calls, Is.EqualTo(new[]
        {
            "params epochs=1 steps=1 batch_size=4", "model the model", "train begin", "epoch begin 0", "batch begin 0", "batch end 0",
            "test begin", "test batch begin 0", "test batch end 0", "test end", "epoch end 0",
            "test begin", "test batch begin 0", "test batch end 0", "test end", "train end",
        }));
    }

    [Test]
    public void Hooks_OfAPrediction_AreCalled()
    {
        var registry = TestRegistry.Create();
        var recorder = new Recorder();
        registry.Add(recorder);
        new FakePredictor(registry, batches: 2).Run();
        Assert.That(recorder.Calls.Skip(2), Is.EqualTo(new[]
        {
            "predict begin", "predict batch begin 0", "predict batch end 0", "predict batch begin 1", "predict batch end 1", "predict end",
        }));
    }

    [Test]
    public void Params_PredictingInsideATraining_AreThoseOfTheRunOfTheHook()
    {
        var registry = TestRegistry.Create();
        var seen = new List<string>();
        Lambda? callback = null;
        callback = new Lambda
        {
            EpochBegin = (_, _) => seen.Add(string.Join(' ', callback!.Params.Keys)),
            PredictBegin = _ => seen.Add(string.Join(' ', callback!.Params.Keys)),
        };
        registry.Add(callback);
        registry.Add("on_train_epoch_end", () => new FakePredictor(registry).Run());
        new FakeTrainer(registry) { Epochs = 2 }.Run();
        Assert.That(seen, Is.EqualTo(new[] { "epochs steps batch_size", "steps", "epochs steps batch_size", "steps" }));
    }

    [Test]
    public void Hooks_ThatAreNotOverridden_AreNotSubscribed()
    {
        var registry = TestRegistry.Create();
        registry.Add(new History());
        Assert.That(registry.List().Select(l => l.Event), Is.EqualTo(new[] { Events.OnTrainStart, Events.OnFitEpochEnd }));
    }

    [Test]
    public void Logs_AtEpochEnd_HoldLossesMetricsFitnessAndRates()
    {
        var registry = TestRegistry.Create();
        Dictionary<string, double> seen = [];
        registry.Add(new Lambda { EpochEnd = (_, logs) => seen = new(logs) });
        new FakeTrainer(registry) { Epochs = 1, LossAt = step => step }.Run();
        Assert.That(seen, Is.EquivalentTo(new Dictionary<string, double>
        {
            ["loss"] = 3,
            ["train/box_loss"] = 1.5,
            ["train/cls_loss"] = 1.5,
            ["metrics/mAP50(B)"] = 0.2,
            ["val/box_loss"] = 0.9,
            ["val/cls_loss"] = 0.5,
            ["val_loss"] = 1.4,
            ["fitness"] = 0.1,
            ["learning_rate"] = 0.01,
            ["lr/pg0"] = 0.01,
            ["lr/pg1"] = 0.01,
        }));
    }

    [Test]
    public void Logs_AtBatchEnd_HoldRunningMeans()
    {
        var registry = TestRegistry.Create();
        var losses = new List<double>();
        registry.Add(new Lambda { TrainBatchEnd = (_, logs) => losses.Add(logs["train/box_loss"]) });
        new FakeTrainer(registry) { Epochs = 2, LossAt = step => step }.Run();
        Assert.That(losses, Is.EqualTo(new[] { 1, 1.5, 3, 3.5 }));
    }

    [Test]
    public void Logs_WrittenByOneCallback_AreReadByTheNextAndAtTrainEnd()
    {
        var registry = TestRegistry.Create();
        var read = new List<double>();
        registry.Add(new Lambda { EpochEnd = (epoch, logs) => logs["mine"] = epoch });
        registry.Add(new Lambda { EpochEnd = (_, logs) => read.Add(logs["mine"]), TrainEnd = logs => read.Add(logs["mine"]) });
        new FakeTrainer(registry) { Epochs = 2 }.Run();
        Assert.That(read, Is.EqualTo(new[] { 0, 1, 1 }));
    }

    [Test]
    public void Add_ObjectTwice_Fails_AfterDisposingWorks()
    {
        var registry = TestRegistry.Create();
        var callback = new History();
        using (registry.Add(callback))
        {
            Assert.That(() => registry.Add(callback), Throws.InvalidOperationException.With.Message.Contains("History"));
        }

        registry.Add(callback);
        new FakeTrainer(registry).Run();
        Assert.That(callback.Epochs, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void Hook_Throwing_NamesTheCallbackObject()
    {
        var registry = TestRegistry.Create();
        registry.Add(new Lambda { Name = "mine", EpochEnd = (_, _) => throw new InvalidDataException("no") });
        var thrown = Assert.Throws<CallbackException>(() => new FakeTrainer(registry).Run());
        Assert.That((thrown!.CallbackName, thrown.EventName), Is.EqualTo(("mine", "on_fit_epoch_end")));
    }

    [Test]
    public void Hooks_OfOneObject_ShareItsFailureCount()
    {
        var registry = TestRegistry.Create();
        var calls = 0;
        registry.Add(new Lambda
        {
            OnError = ExceptionPolicy.DisableAfter(2),
            EpochBegin = (_, _) => throw new IOException($"{++calls}"),
            EpochEnd = (_, _) => throw new IOException($"{++calls}"),
        });
        new FakeTrainer(registry) { Epochs = 5 }.Run();
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public void OnException_ReceivesTheFailure()
    {
        var registry = TestRegistry.Create();
        RunFailure? failure = null;
        registry.Add(new Lambda { Failed = f => failure = f, EpochEnd = (_, _) => throw new InvalidDataException("no") });
        Assert.Throws<CallbackException>(() => new FakeTrainer(registry).Run());
        Assert.That(failure!.Exception, Is.InstanceOf<CallbackException>());
    }

    [Test]
    public void Subscribe_Override_AddsAnyEventAndLeavesWithTheObject()
    {
        var registry = TestRegistry.Create();
        var callback = new BestCounter();
        using (registry.Add(callback))
        {
            new FakeTrainer(registry) { Fitnesses = [0.1, 0.3, 0.2], Epochs = 3 }.Run();
        }

        Assert.Multiple(() =>
        {
            Assert.That(callback.Count, Is.EqualTo(2));
            Assert.That(registry.List(), Is.Empty);
        });
    }

    [Test]
    public void Subscribe_Failing_LeavesNothingBehind()
    {
        var registry = TestRegistry.Create();
        Assert.Throws<UnknownEventException>(() => registry.Add(new Misspelt()));
        Assert.That(registry.List(), Is.Empty);
    }

    private sealed class Misspelt : Callback
    {
        public override void OnTrainEnd(Logs logs) => throw new InvalidOperationException("never added");

        protected internal override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry)
        {
            yield return Listen(registry, Events.OnBest, (object _) => { });
            yield return registry.Add("on_bset", () => { });
        }
    }

    private sealed class BestCounter : Callback
    {
        public int Count { get; private set; }

        protected internal override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry) => [Listen(registry, Events.OnBest, (object _) => Count++)];
    }

    private sealed class Recorder : Callback
    {
        public List<string> Calls { get; } = [];

        public override void SetParams(IReadOnlyDictionary<string, object?> parameters)
        {
            base.SetParams(parameters);
            Calls.Add("params " + string.Join(' ', Params.Select(p => $"{p.Key}={p.Value}")));
        }

        public override void SetModel(object? model)
        {
            base.SetModel(model);
            Calls.Add($"model {Model}");
        }

        public override void OnTrainBegin(Logs logs) => Calls.Add("train begin");

        public override void OnTrainEnd(Logs logs) => Calls.Add("train end");

        public override void OnEpochBegin(int epoch, Logs logs) => Calls.Add($"epoch begin {epoch}");

        public override void OnEpochEnd(int epoch, Logs logs) => Calls.Add($"epoch end {epoch}");

        public override void OnBatchBegin(int batch, Logs logs) => Calls.Add($"batch begin {batch}");

        public override void OnBatchEnd(int batch, Logs logs) => Calls.Add($"batch end {batch}");

        public override void OnTestBegin(Logs logs) => Calls.Add("test begin");

        public override void OnTestEnd(Logs logs) => Calls.Add("test end");

        public override void OnTestBatchBegin(int batch, Logs logs) => Calls.Add($"test batch begin {batch}");

        public override void OnTestBatchEnd(int batch, Logs logs) => Calls.Add($"test batch end {batch}");

        public override void OnPredictBegin(Logs logs) => Calls.Add("predict begin");

        public override void OnPredictEnd(Logs logs) => Calls.Add("predict end");

        public override void OnPredictBatchBegin(int batch, Logs logs) => Calls.Add($"predict batch begin {batch}");

        public override void OnPredictBatchEnd(int batch, Logs logs) => Calls.Add($"predict batch end {batch}");
    }
}

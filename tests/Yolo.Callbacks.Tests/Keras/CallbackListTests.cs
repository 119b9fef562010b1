namespace Yolo.Callbacks.Tests;

internal sealed class CallbackListTests
{
    [Test]
    public void I_can_use_built_ins_in_a_loop_of_my_own()
    {
        var history = new History();
        var stopping = new EarlyStopping { Monitor = "val_loss", Patience = 2 };
        using var callbacks = new CallbackList([history, stopping], model: "mine", epochs: 10, steps: 1);
        double[] losses = [3, 2, 2.5, 2.6, 1];
        callbacks.OnTrainBegin();
        for (var epoch = 0; epoch < 10 && !callbacks.StopTraining; epoch++)
        {
            callbacks.OnEpochBegin(epoch);
            callbacks.OnTrainBatchBegin(0);
            callbacks.OnTrainBatchEnd(0, new() { ["loss"] = losses[epoch] });
            callbacks.OnEpochEnd(epoch, new() { ["val_loss"] = losses[epoch] });
        }

        callbacks.OnTrainEnd();
        Assert.Multiple(() =>
        {
            Assert.That(history["val_loss"], Is.EqualTo(new[] { 3, 2, 2.5, 2.6 }));
            Assert.That(stopping.StoppedEpoch, Is.EqualTo(3));
            Assert.That(stopping.BestEpoch, Is.EqualTo(1));
            Assert.That(history.Model, Is.EqualTo("mine"));
            Assert.That(history.Params["epochs"], Is.EqualTo(10));
            Assert.That(callbacks.Context.GlobalStep, Is.EqualTo(4));
        });
    }

    [Test]
    public void I_can_set_a_flag_when_training_ends()
    {
        var ended = false;
        using var callbacks = new CallbackList([new Lambda { TrainEnd = _ => ended = true }]);
        callbacks.OnTrainBegin();
        Assert.That(ended, Is.False);
        callbacks.OnTrainEnd();
        Assert.That(ended, Is.True);
    }

    [Test]
    public void Registry_FunctionsByName_RunInTheLoopToo()
    {
        using var callbacks = new CallbackList([]);
        var seen = new List<(int, int)>();
        callbacks.Registry.Add("on_train_batch_end", (ITrainingContext run) => seen.Add((run.Epoch, run.BatchIndex)));
        callbacks.OnEpochBegin(4);
        callbacks.OnTrainBatchEnd(7);
        Assert.That(seen, Is.EqualTo(new[] { (4, 7) }));
    }

    [Test]
    public void Begin_FunctionsThatALoopNeverCalls_AreWarnedAboutOnce()
    {
        using var callbacks = new CallbackList([new JsonLinesLogger { Filter = _ => false }, new History(), Callback.At("on_nan_recovery", (ITrainingContext _) => { })]);
        var warnings = new List<CallbackWarning>();
        callbacks.Registry.Settings.Warn = warnings.Add;
        callbacks.Registry.Declare<string>("on_my_event");
        callbacks.Registry.Add("on_my_event", () => { });
        callbacks.Registry.Add("on_fit_epoch_end", () => { });
        callbacks.Registry.Add("on_model_save", () => { }, new() { Name = "saves" });
        callbacks.Registry.Add("on_export_end", () => { }, new() { Name = "exports" });
        callbacks.OnTrainBegin();
        callbacks.OnTestBegin();
        callbacks.OnTrainBegin();
        Assert.That(warnings.Select(warning => warning.EventName), Is.EquivalentTo(new[] { "on_nan_recovery", "on_model_save", "on_export_end" }));
        Assert.That(warnings.Single(warning => warning.CallbackName == "saves").Message, Does.Contain("Registry.Raise(\"on_model_save\"").And.Contain("on_fit_epoch_end"));
        Assert.That(warnings.Single(warning => warning.CallbackName == "exports").Message, Does.Contain("YoloModel.Export"));
    }

    [Test]
    public void Begin_EveryEventOfTheList_IsNoWarning()
    {
        using var callbacks = new CallbackList([]);
        var (warnings, raised) = (new List<CallbackWarning>(), new List<string>());
        callbacks.Registry.Settings.Warn = warnings.Add;
        foreach (var @event in callbacks.Registry.KnownEvents)
        {
            callbacks.Registry.Add(@event, () => raised.Add(@event.Name));
        }

        callbacks.OnTrainBegin();
        callbacks.OnEpochBegin(0);
        callbacks.OnTrainBatchBegin(0);
        callbacks.OnTrainBatchEnd(0);
        callbacks.OnTestBegin();
        callbacks.OnTestBatchBegin(0);
        callbacks.OnTestBatchEnd(0);
        callbacks.OnTestEnd();
        callbacks.OnEpochEnd(0);
        callbacks.OnPredictBegin();
        callbacks.OnPredictBatchBegin(0);
        callbacks.OnPredictBatchEnd(0);
        callbacks.OnPredictEnd();
        callbacks.OnException(new InvalidOperationException());
        callbacks.OnTrainEnd();
        Assert.That(raised.Concat(warnings.Select(warning => warning.EventName!)), Is.EquivalentTo(callbacks.Registry.KnownEvents.Select(e => e.Name)));
    }

    [Test]
    public void Logs_AreTheLoopsOwn_SoThatItReadsWhatCallbacksWrote()
    {
        using var callbacks = new CallbackList([new Lambda { EpochEnd = (_, l) => l["added"] = 1 }]);
        var logs = new Logs { ["loss"] = 2 };
        callbacks.OnEpochEnd(0, logs);
        Assert.That(logs["added"], Is.EqualTo(1));
    }

    [Test]
    public void Hooks_OfTestAndPredict_ReachTheCallbacks()
    {
        var calls = new List<string>();
        using var callbacks = new CallbackList([new Lambda
        {
            TestBegin = _ => calls.Add("test"),
            TestBatchBegin = (b, _) => calls.Add($"test batch {b}"),
            TestBatchEnd = (b, _) => calls.Add($"test batch {b} end"),
            TestEnd = l => calls.Add($"test end {l["acc"]}"),
            PredictBegin = _ => calls.Add("predict"),
            PredictBatchBegin = (b, _) => calls.Add($"predict batch {b}"),
            PredictBatchEnd = (b, _) => calls.Add($"predict batch {b} end"),
            PredictEnd = _ => calls.Add("predict end"),
            TrainBatchBegin = (b, _) => calls.Add($"batch {b}"),
        }]);
        callbacks.OnTestBegin();
        callbacks.OnTestBatchBegin(1);
        callbacks.OnTestBatchEnd(1);
        callbacks.OnTestEnd(new() { ["acc"] = 5 });
        callbacks.OnPredictBegin();
        callbacks.OnPredictBatchBegin(2);
        callbacks.OnPredictBatchEnd(2);
        callbacks.OnPredictEnd();
        callbacks.OnBatchBegin(3);
        callbacks.OnBatchEnd(3);
        Assert.That(calls, Is.EqualTo(new[]
        {
            "test", "test batch 1", "test batch 1 end", "test end 5", "predict", "predict batch 2", "predict batch 2 end", "predict end", "batch 3",
        }));
    }

    [Test]
    public void OnException_ReachesCallbacksAndNeverThrows()
    {
        Exception? seen = null;
        using var callbacks = new CallbackList([new Lambda { Failed = f => seen = f.Exception }]);
        callbacks.Registry.Settings.Warn = _ => { };
        callbacks.Registry.Add("on_exception", () => throw new InvalidOperationException("again"));
        callbacks.OnException(new IOException("disk"));
        Assert.That(seen, Is.InstanceOf<IOException>());
    }

    [Test]
    public void SaveCheckpoint_WithoutAWay_SaysHowToGiveOne()
    {
        using var callbacks = new CallbackList([new ModelCheckpoint(Path.Combine(Path.GetTempPath(), "yolo-callbacks-none.pt"))]);
        callbacks.OnTrainBegin();
        Assert.That(() => callbacks.OnEpochEnd(0, []), Throws.TypeOf<CallbackException>().With.Message.Contains("LoopContext.Save"));
    }

    [Test]
    public void RecordLosses_KeepsRunningMeansOfTheEpoch()
    {
        var context = new LoopContext { LossNames = ["a", "b"] };
        context.RecordLosses(1, 10);
        context.RecordLosses(3, 20);
        Assert.That(context.MeanLossValues.ToArray(), Is.EqualTo(new[] { 2, 15 }));
        context.ResetMeanLosses();
        context.RecordLosses(7, 8);
        Assert.That(context.MeanLossValues.ToArray(), Is.EqualTo(new[] { 7, 8 }));
    }
}

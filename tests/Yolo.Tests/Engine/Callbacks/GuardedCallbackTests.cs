using TorchSharp;
using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Prediction;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>Callbacks that leak, throw, come and go, or start runs of their own, in trainings of the engine.</summary>
[NonParallelizable]
public sealed class GuardedCallbackTests : TinyTrainingFixture
{
    [Test]
    public void Tensors_LeakedInEveryEvent_AreFreed()
    {
        var leaks = 0;
        Model.Train(Tiny.Options);
        var before = LiveTensors.Count;
        Model.Train(Tiny.Options);
        var usual = LiveTensors.Count - before;
        foreach (var @event in Events.All.Where(candidate => candidate.Receiver != ReceiverKind.Failure))
        {
            Model.AddCallback(@event, (object _) =>
            {
                _ = torch.ones(10).add(1);
                leaks++;
            });
        }

        before = LiveTensors.Count;
        Model.Train(Tiny.Options);

        Assert.That(leaks, Is.GreaterThan(20));
        Assert.That(LiveTensors.Count - before, Is.EqualTo(usual));
        Assert.That(usual, Is.Zero, "nothing outlives a training but the model");
    }

    [Test]
    public void ThrowingCallback_UnderEachPolicy_EndsTheTrainingOrNot()
    {
        var warnings = new List<CallbackWarning>();
        var ended = new List<string>();
        var calls = new Dictionary<string, int>(StringComparer.Ordinal);
        Model.Callbacks.Settings.Warn = warnings.Add;
        Callback Thrower(string name, ExceptionPolicy policy) => Callback.At("on_train_batch_end", (Trainer _) => Throw(name), new() { Name = name, OnError = policy });
        void Throw(string name)
        {
            calls[name] = calls.GetValueOrDefault(name) + 1;
            throw new InvalidOperationException("mine");
        }

        Model.Train(Tiny.Options with { Epochs = 2 }, [Thrower("log", ExceptionPolicy.LogAndContinue), Thrower("once", ExceptionPolicy.WarnOnce), Thrower("disable", ExceptionPolicy.DisableAfter(2))]);
        Assert.That((calls["log"], calls["once"], calls["disable"]), Is.EqualTo((4, 4, 2)));
        Assert.That(warnings.GroupBy(warning => warning.CallbackName).ToDictionary(group => group.Key, group => group.Count()), Is.EqualTo(new Dictionary<string, int> { ["log"] = 4, ["once"] = 1, ["disable"] = 2 }));

        Callback[] observers = [.. new[] { "on_exception", "on_train_end", "teardown" }.Select(name => Callback.At(name, (object _) => ended.Add(name)))];
        Assert.That(
            () => Model.Train(Tiny.Options, [Thrower("ends", ExceptionPolicy.Propagate), .. observers]),
            Throws.TypeOf<CallbackException>().With.Message.Contains("ends").And.Message.Contains("on_train_batch_end").And.InnerException.Message.EqualTo("mine"));
        Assert.That(ended, Is.EqualTo(new[] { "on_exception", "on_train_end", "teardown" }));
    }

    [Test]
    public void Prediction_ThatFails_RaisesOnException_AndOneThatIsAbandonedDoesNot()
    {
        var events = new List<string>();
        Model.AddCallback("on_exception", (RunFailure failure) => events.Add($"on_exception {failure.Receiver.GetType().Name}"));
        Model.AddCallback("on_predict_end", (Predictor _) => events.Add("on_predict_end"));
        var small = new PredictOptions { ImageSize = 64 };

        _ = Model.Predict(Tiny.ValPictures, small).First();
        Assert.That(events, Is.EqualTo(new[] { "on_predict_end" }));

        using var thrower = Model.AddCallback("on_predict_batch_end", (Predictor _) => throw new InvalidOperationException("mine"));
        Assert.That(() => Model.Predict(Tiny.ValPictures, small).Count(), Throws.TypeOf<CallbackException>());
        Assert.That(events.Skip(1), Is.EqualTo(new[] { "on_exception Predictor", "on_predict_end" }));
    }

    [Test]
    public void Threads_ThatAddAndRemoveDuringATraining_DisturbNothing()
    {
        using var stop = new CancellationTokenSource();
        var added = 0;
        var called = 0;
        var threads = Enumerable.Range(0, 32).Select(index => new Thread(() =>
        {
            var events = Events.All.Where(candidate => candidate.Receiver == ReceiverKind.Trainer).ToList();
            for (var i = index; !stop.IsCancellationRequested; i++)
            {
                using (Model.AddCallback(events[i % events.Count], (Trainer _) => Interlocked.Increment(ref called)))
                {
                    Interlocked.Increment(ref added);
                    Thread.Sleep(1);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());

        var report = Model.Train(Tiny.Options with { Epochs = 3 });
        stop.Cancel();
        threads.ForEach(thread => thread.Join());

        Assert.That(report.Epochs, Is.EqualTo(3));
        Assert.That(added, Is.GreaterThan(32));
        Assert.That(called, Is.Positive);
        Assert.That(Model.Callbacks.List(), Is.Empty);
    }

    [Test]
    public void Runs_InsideCallbacks_Work()
    {
        var predicted = new List<int>();
        var validated = new List<int>();
        var small = new PredictOptions { ImageSize = 64 };
        YoloModel? kept = null;
        Model.AddCallback("on_fit_epoch_end", (Trainer trainer) =>
        {
            using (var present = trainer.CreateModel())
            {
                predicted.Add(present.Predict(Tiny.ValPictures, small).Count());
                validated.Add(present.Validate(new() { Data = Tiny.Yaml, ImageSize = 64 }).Metrics.Images);
            }

            // The model itself, which is fused for it; and one that outlives the callback.
            predicted.Add(trainer.Model.Predict(Tiny.ValPictures, small).Count());
            kept?.Dispose();
            kept = trainer.CreateModel();
        });

        Model.Train(Tiny.Options with { Epochs = 2 });
        predicted.Add(Model.Predict(Tiny.ValPictures, small).Count());
        predicted.Add(kept!.Predict(Tiny.ValPictures, small).Count());
        kept.Dispose();

        Assert.That(predicted, Is.EqualTo(Enumerable.Repeat(6, 8)));
        Assert.That(validated, Is.EqualTo(new[] { 6, 6, 6 }));
    }

    [Test]
    public void Loss_ThatIsLost_RaisesOnNanRecovery_AndTheEpochIsRepeated()
    {
        var events = new List<string>();
        var attempts = 0;
        Model.AddCallback("on_nan_recovery", (Trainer trainer) => events.Add(FormattableString.Invariant($"recovery of {trainer.Epoch}")));
        Model.AddCallback("on_train_epoch_start", (Trainer trainer) => events.Add(FormattableString.Invariant($"epoch {trainer.Epoch}")));
        var breaks = Callback.At(
            "on_train_batch_start",
            (Trainer trainer) => trainer.Batch = trainer.Batch! with { Input = trainer.Batch.Input * float.NaN },
            when: trainer => trainer is { Epoch: 1, BatchIndex: 1 } && attempts++ == 0);
        var judge = Callback.At("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch == 1 && attempts == 1 && !events.Contains("recovery of 1") ? 0 : 0.5);

        var report = Model.Train(Tiny.Options with { Epochs = 3 }, [breaks, judge]);

        Assert.That(events, Is.EqualTo(new[] { "epoch 0", "epoch 1", "recovery of 1", "epoch 1", "epoch 2" }));
        Assert.That(report.Epochs, Is.EqualTo(3));
        Assert.That(report.Validation.Metrics.Images, Is.EqualTo(6));
    }

    [Test]
    public void AsyncCallbacks_OfATraining_AreDoneWhenItReturns()
    {
        var steps = new List<long?>();
        using var background = Model.Callbacks.AddAsync("on_train_batch_end", async (snapshot, stop) =>
        {
            await Task.Delay(20, stop);
            steps.Add(snapshot.Step);
        });

        Model.Train(Tiny.Options with { Epochs = 2 });

        Assert.That(steps, Is.EqualTo(new long?[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void SwappedWeights_InACheckpoint_AreWhereTheyBelong()
    {
        float[] plain = [];
        float[] swapped = [];
        var options = Tiny.Options with { Epochs = 2 };
        Model.Save(Tiny.Path("same.safetensors"));
        using (var first = new YoloModel(Tiny.Path("same.safetensors")))
        {
            plain = TrainAndRead(first, options, []);
        }

        using (var second = new YoloModel(Tiny.Path("same.safetensors")))
        {
            swapped = TrainAndRead(second, options, [new SwapEmaWeights { SwapOnEpoch = true }, new History()]);
        }

        Assert.That(swapped, Is.EqualTo(plain));
    }

    private static float[] TrainAndRead(YoloModel model, TrainOptions options, Callback[] callbacks)
    {
        float[] values = [];
        model.Train(options, callbacks);
        model.WithUnfusedNetwork(network => values = new Yolo.Engine.Optimization.NetworkWeights(network, null).Read("model.0.conv.weight"));
        return values;
    }
}

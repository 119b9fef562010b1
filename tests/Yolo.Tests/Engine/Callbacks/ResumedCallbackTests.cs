using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>What stateful callbacks learned travels with the checkpoint.</summary>
public sealed class ResumedCallbackTests
{
    [Test]
    public void State_OfAnInterruptedTraining_GoesOnWhereItWas()
    {
        using var tiny = new TinyTraining();
        var options = tiny.Options with { Epochs = 6, WarmupEpochs = 0, FinalLearningRate = 1 };
        using var source = new CancellationTokenSource();
        var rates = new List<double>();
        Callback[] Observers() =>
        [
            Callback.At("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch == 0 ? 0.5 : 0.4),
            Callback.At("on_train_epoch_end", (Trainer trainer) => rates.Add(trainer.LearningRates[0])),
        ];
        string last = null!;
        using (var first = tiny.Model())
        {
            var interrupt = Callback.At("on_fit_epoch_end", (Trainer trainer) => (last = trainer.Last!).ToString(), when: trainer => trainer.Epoch == 2);
            var cancel = Callback.At("on_train_batch_end", (Trainer _) => source.Cancel(), when: trainer => trainer.Epoch == 3);
            Assert.That(
                () => first.Train(options, [Stopping(), Plateau(), new History(), interrupt, cancel, .. Observers()], source.Token),
                Throws.InstanceOf<OperationCanceledException>());
        }

        var (stopping, plateau, history) = (Stopping(), Plateau(), new History());
        var warnings = new List<CallbackWarning>();
        using var second = new YoloModel(last);
        second.Callbacks.Settings.Warn = warnings.Add;
        var report = second.Train(new() { Resume = true }, [stopping, plateau, history, .. Observers()]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Epochs, stopping.StoppedEpoch, stopping.BestEpoch, stopping.Best), Is.EqualTo((5, (int?)4, (int?)0, (double?)0.5)), "patience went on being used up");
            Assert.That(rates, Is.EqualTo(new[] { 0.01, 0.01, 0.01, 0.005, 0.005 }).Within(1e-9), "the reduction lasts");
            Assert.That(history.Epochs, Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
            Assert.That(warnings, Is.Empty);
        }
    }

    [Test]
    public void State_WithoutItsCallback_IsMentioned()
    {
        using var tiny = new TinyTraining();
        string last = null!;
        using (var first = tiny.Model())
        {
            Assert.That(
                () => first.Train(tiny.Options with { Epochs = 3 }, [new History { StateKey = "mine" }, Callback.At("on_train_epoch_start", (Trainer trainer) => throw new InvalidOperationException(last = trainer.Last!), when: trainer => trainer.Epoch == 1)]),
                Throws.TypeOf<CallbackException>());
        }

        var warnings = new List<CallbackWarning>();
        using var second = new YoloModel(last);
        second.Callbacks.Settings.Warn = warnings.Add;
        second.Train(new() { Resume = true });

        Assert.That(warnings.Single().ToString(), Does.Contain("mine").And.Contain("no such callback"));
    }

    private static EarlyStopping Stopping() => new() { Patience = 4 };

    private static ReduceLrOnPlateau Plateau() => new() { Patience = 2, Factor = 0.5, Cooldown = 5 };
}

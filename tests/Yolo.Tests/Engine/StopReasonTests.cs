using System.Security.Cryptography;
using Yolo.Engine.Training;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Engine;

/// <summary>What a report says about the end of its training.</summary>
public sealed class StopReasonTests : TinyTrainingFixture
{
    [Test]
    public void Report_AfterAllEpochs_SaysSo()
    {
        var report = Model.Train(Tiny.Options with { Epochs = 2 });

        Assert.That((report.StopCause, report.StopReason), Is.EqualTo((StopCause.Epochs, "all 2 epochs are done")));
        Assert.That(report.BestEpoch, Is.InRange(1, 2));
    }

    [Test]
    public void Report_WhenNothingGotBetter_NamesThePatienceAndTheBestEpoch()
    {
        // The first epoch is the best whatever comes of it; all others are equally bad.
        Model.AddCallback("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch == 0 ? 0.5 : 0.25);

        var report = Model.Train(Tiny.Options with { Epochs = 50, Patience = 2 });

        Assert.That((report.Epochs, report.BestEpoch), Is.EqualTo((3, 1)));
        Assert.That((report.StopCause, report.StopReason), Is.EqualTo((StopCause.Patience, "no epoch was better than epoch 1 (patience=2)")));
    }

    [Test]
    public void Report_WhenTheHoursAreOver_NamesThem()
    {
        Model.AddCallback("on_train_epoch_end", (Trainer _) => Thread.Sleep(50));

        var report = Model.Train(Tiny.Options with { Epochs = 100, TimeHours = 0.0001 });

        Assert.That((report.StopCause, report.StopReason), Is.EqualTo((StopCause.Time, "the time is used up (time=0.0001)")));
    }

    [TestCase("seen enough", "seen enough")]
    [TestCase(null, "a callback asked for it")]
    public void Report_WhenACallbackStopped_GivesItsReason(string? given, string reason)
    {
        Model.AddCallback("on_fit_epoch_end", (Trainer trainer) => trainer.Control.StopAfterEpoch(given));

        var report = Model.Train(Tiny.Options with { Epochs = 5 });

        Assert.That((report.Epochs, report.StopCause, report.StopReason), Is.EqualTo((1, StopCause.Callback, reason)));
    }

    [Test]
    public void BestEpoch_OfEquallyGoodOnes_IsTheOneInTheFile()
    {
        var files = new List<string>();
        Model.AddCallback("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch < 2 ? 0.5 : 0.25);
        Model.AddCallback("on_model_save", (Trainer trainer) => files.Add(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(trainer.Best!)))));

        var report = Model.Train(Tiny.Options with { Epochs = 3 });

        Assert.That((report.BestEpoch, files[0] == files[1], files[1] == files[2]), Is.EqualTo((2, false, true)));
    }
}

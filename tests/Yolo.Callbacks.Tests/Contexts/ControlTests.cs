namespace Yolo.Callbacks.Tests;

internal sealed class ControlTests
{
    [Test]
    public void StopNow_EndsEveryModeAtTheNextBatch()
    {
        var registry = TestRegistry.Create();
        var batches = new List<string>();
        registry.Add("on_train_batch_end", (FakeTrainer t) => { batches.Add("train"); t.Control.StopNow("enough"); });
        registry.Add("on_val_batch_end", (FakeValidator v) => { batches.Add("val"); v.Control.StopNow(); });
        registry.Add("on_predict_batch_end", (FakePredictor p) => { batches.Add("predict"); p.Control.StopNow(); });
        var trainer = new FakeTrainer(registry) { Epochs = 5, BatchesPerEpoch = 5, Validates = false };
        trainer.Run();
        batches.RemoveAll(b => b == "val");
        new FakeValidator(registry, batches: 5).Run();
        new FakePredictor(registry, batches: 5).Run();
        Assert.Multiple(() =>
        {
            Assert.That(batches, Is.EqualTo(new[] { "train", "val", "predict" }));
            Assert.That(trainer.Control.StopReason, Is.EqualTo("enough"));
        });
    }

    [Test]
    public void SkipBatch_LeavesOutTheBatchThatStarts()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_train_batch_start", (FakeTrainer t) => t.Control.SkipBatch(), when: t => t.BatchIndex == 1);
        var trainer = new FakeTrainer(registry) { Epochs = 1, BatchesPerEpoch = 4 };
        trainer.Run();
        Assert.That(trainer.TrainedBatches, Is.EqualTo(new[] { 0, 2, 3 }));
    }

    [Test]
    public void Requests_AreTakenOnce()
    {
        var control = new RunControl();
        control.SaveNow();
        control.ValidateNow();
        control.SkipBatch();
        Assert.Multiple(() =>
        {
            Assert.That((control.TakeSaveNow(), control.TakeValidateNow(), control.TakeSkipBatch()), Is.EqualTo((true, true, true)));
            Assert.That((control.TakeSaveNow(), control.TakeValidateNow(), control.TakeSkipBatch()), Is.EqualTo((false, false, false)));
        });
    }

    [Test]
    public void Fitness_ReplacedWhenMetricsAreReady_DecidesTheBest()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_metrics_ready", (FakeTrainer t) => t.Fitness = 1 - t.Fitness);
        var best = new List<int>();
        registry.Add("on_best", (FakeTrainer t) => best.Add(t.Epoch));
        var trainer = new FakeTrainer(registry) { Fitnesses = [0.5, 0.2, 0.4], Epochs = 3 };
        trainer.Run();
        Assert.That((trainer.BestFitness, best.Count, best[^1]), Is.EqualTo((0.8, 2, 1)));
    }

    [Test]
    public void LearningRates_HeldScaledAndGivenBack()
    {
        var control = new LearningRateControl { Scale = 0.5 };
        Assert.That(control.Apply(0, 0.1), Is.EqualTo(0.05));
        control.Hold(0.3);
        control.Hold(1, 0.7);
        Assert.That((control.Apply(0, 0.1), control.Apply(1, 0.1)), Is.EqualTo((0.3, 0.7)));
        control.FollowSchedule();
        Assert.That((control.Apply(0, 0.1), control.Apply(1, 0.2)), Is.EqualTo((0.1, 0.2)));
    }

    [Test]
    public void LearningRates_NegativeOrNaN_AreRejected()
    {
        var control = new LearningRateControl();
        Assert.Multiple(() =>
        {
            Assert.That(() => control.Hold(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => control.Scale = double.NaN, Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }
}

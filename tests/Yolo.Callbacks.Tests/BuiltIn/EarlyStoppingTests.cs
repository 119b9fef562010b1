namespace Yolo.Callbacks.Tests;

internal sealed class EarlyStoppingTests
{
    [TestCase(0, ExpectedResult = 3)]
    [TestCase(1, ExpectedResult = 3)]
    [TestCase(2, ExpectedResult = 4)]
    [TestCase(3, ExpectedResult = null)]
    public int? Patience_Epochs_StopAfterThatManyWithoutImprovement(int patience) =>
        Train(new() { Patience = patience }, 0.1, 0.2, 0.3, 0.25, 0.24, 0.4, 0.39, 0.38).StoppedEpoch;

    [Test]
    public void MinDelta_SmallGains_DoNotCount()
    {
        var stopping = Train(new() { MinDelta = 0.05, Patience = 2 }, 0.1, 0.12, 0.14, 0.9);
        Assert.That((stopping.StoppedEpoch, stopping.BestEpoch), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Baseline_NotBeaten_StopsAlthoughItImproves()
    {
        var stopping = Train(new() { Baseline = 0.5, Patience = 2 }, 0.1, 0.2, 0.3, 0.9);
        Assert.That(stopping.StoppedEpoch, Is.EqualTo(1));
    }

    [Test]
    public void StartFromEpoch_EarlierEpochs_AreNotLookedAt()
    {
        var stopping = Train(new() { StartFromEpoch = 2 }, 0.9, 0.8, 0.1, 0.2, 0.1);
        Assert.That((stopping.StoppedEpoch, stopping.BestEpoch), Is.EqualTo((4, 3)));
    }

    [Test]
    public void Mode_Auto_LowerIsBetterForLosses()
    {
        var stopping = Train(new() { Monitor = "val_loss", Patience = 1 }, 0.1, 0.2, 0.3, 0.2);
        Assert.That((stopping.StoppedEpoch, stopping.BestEpoch), Is.EqualTo((3, 2)));
    }

    [Test]
    public void Mode_Min_TurnsFitnessAround()
    {
        var stopping = Train(new() { Mode = MonitorMode.Min, Patience = 1 }, 0.3, 0.2, 0.25);
        Assert.That((stopping.StoppedEpoch, stopping.Best), Is.EqualTo((2, 0.2)));
    }

    [Test]
    public void Fitness_NaN_IsNoImprovement()
    {
        var stopping = Train(new() { Patience = 2 }, 0.1, double.NaN, double.NaN, 0.5);
        Assert.That((stopping.StoppedEpoch, stopping.Best), Is.EqualTo((2, 0.1)));
    }

    [Test]
    public void CloseMosaicFirst_WhenPatienceIsOver_AsksToFinishInsteadOfStopping()
    {
        var registry = TestRegistry.Create();
        var stopping = new EarlyStopping { CloseMosaicFirst = true, Patience = 2 };
        registry.Add(stopping);
        var trainer = new FakeTrainer(registry) { Fitnesses = [0.5, 0.2, 0.3, 0.4, 0.6], Epochs = 5 };

        trainer.Run();

        Assert.That(trainer.Finishing[0], Is.EqualTo((2, "fitness did not improve for 2 epoch(s)")));
        Assert.That(trainer.Control.StopRequested, Is.False);
        Assert.That((stopping.StoppedEpoch, stopping.BestEpoch), Is.EqualTo(((int?)2, (int?)4)), "the last epochs count, too");
    }

    [TestCase(true, ExpectedResult = 2f)]
    [TestCase(false, ExpectedResult = 4f)]
    public float RestoreBestWeights_PutsBackThoseOfTheBestEpoch_AndFreesTheCopy(bool restore)
    {
        var registry = TestRegistry.Create();
        registry.Add(new EarlyStopping { RestoreBestWeights = restore, Patience = 2 });
        var trainer = new FakeTrainer(registry) { Fitnesses = [0.1, 0.5, 0.2, 0.3], Epochs = 10 };
        trainer.Run();
        Assert.That(trainer.FakeWeights.LiveCopies, Is.Zero);
        return trainer.FakeWeights.Value;
    }

    [Test]
    public void Monitor_UnknownName_SaysOnceWhatIsKnownAndDoesNothing()
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.Add(new EarlyStopping { Monitor = "val_los" });
        new FakeTrainer(registry) { Epochs = 4 }.Run();
        Assert.Multiple(() =>
        {
            Assert.That(warnings, Has.Count.EqualTo(1));
            Assert.That(warnings[0].Message, Does.Contain("'val_los'").And.Contain("val_loss"));
        });
    }

    private static EarlyStopping Train(EarlyStopping stopping, params double[] fitnesses)
    {
        var registry = TestRegistry.Create();
        registry.Add(stopping);
        new FakeTrainer(registry) { Fitnesses = fitnesses, Epochs = fitnesses.Length }.Run();
        return stopping;
    }
}

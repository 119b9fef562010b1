namespace Yolo.Callbacks.Tests;

internal sealed class LearningRateSchedulerTests
{
    [Test]
    public void Schedule_ReplacesTheRunsOwn()
    {
        var registry = TestRegistry.Create();
        registry.Add(new LearningRateScheduler((epoch, rate) => epoch == 0 ? 0.5 : rate / 2));
        var trainer = new FakeTrainer(registry) { Epochs = 3, BatchesPerEpoch = 1 };
        trainer.Run();
        Assert.That(trainer.RatesUsed, Is.EqualTo(new[] { 0.5, 0.25, 0.125 }));
    }

    [Test]
    public void Loop_WithoutRates_SaysWhatToSet()
    {
        using var callbacks = new CallbackList([new LearningRateScheduler((_, _) => 0.1)]);
        Assert.That(() => callbacks.OnEpochBegin(0), Throws.TypeOf<CallbackException>().With.Message.Contains("LoopContext.LearningRates"));
        callbacks.Context.LearningRates = [0.5];
        callbacks.OnEpochBegin(0);
        Assert.That(callbacks.Context.LearningRateControl.Apply(0, 0.5), Is.EqualTo(0.1));
    }

    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void Schedule_ImpossibleRate_Fails(double rate)
    {
        var registry = TestRegistry.Create();
        registry.Add(new LearningRateScheduler((_, _) => rate));
        Assert.That(() => new FakeTrainer(registry).Run(), Throws.TypeOf<CallbackException>().With.Message.Contains("epoch 0"));
    }
}

namespace Yolo.Callbacks.Tests;

internal sealed class TerminateOnNanTests
{
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Loss_NotFinite_StopsBeforeTheNextBatch(float bad)
    {
        var registry = TestRegistry.Create(out var warnings);
        var callback = new TerminateOnNan();
        registry.Add(callback);
        var trainer = new FakeTrainer(registry) { Epochs = 3, BatchesPerEpoch = 4, LossAt = step => step == 6 ? bad : 1 };
        trainer.Run();
        Assert.Multiple(() =>
        {
            Assert.That(callback.TerminatedAt, Is.EqualTo((1, 1)));
            Assert.That(trainer.GlobalStep, Is.EqualTo(6));
            Assert.That(trainer.Control.StopReason, Does.Contain("epoch 2, batch 2"));
            Assert.That(warnings, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Loss_Finite_LeavesTheTrainingAlone()
    {
        var registry = TestRegistry.Create();
        var callback = new TerminateOnNan();
        registry.Add(callback);
        new FakeTrainer(registry).Run();
        Assert.That(callback.TerminatedAt, Is.Null);
    }
}

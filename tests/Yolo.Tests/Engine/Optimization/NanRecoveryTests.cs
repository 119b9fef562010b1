using Yolo.Engine;
using Yolo.Engine.Optimization;

namespace Yolo.Tests.Engine.Optimization;

public sealed class NanRecoveryTests
{
    private static readonly float[] Broken = [1, float.NaN, 2];
    private static readonly float[] Sound = [1, 2, 3];

    [Test]
    public void NeedsRepeat_OfASoundEpoch_IsFalse()
    {
        var recovery = new NanRecovery { HasCheckpoint = true };

        Assert.That(recovery.NeedsRepeat(Sound, 0, 0.5) || recovery.NeedsRepeat(Sound, double.NaN, 0.5), Is.False);
        Assert.That(recovery.NeedsRepeat(Broken, 0.4, 0.5), Is.False, "the averaged weights are still good");
        Assert.That(recovery.NeedsRepeat(Broken, null, null), Is.False);
    }

    [Test]
    public void NeedsRepeat_WithoutACheckpoint_GoesOn() =>
        Assert.That(new NanRecovery().NeedsRepeat(Broken, double.NaN, null), Is.False);

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(0.0)]
    public void NeedsRepeat_OfABrokenEpoch_IsTrueThreeTimes(double fitness)
    {
        var recovery = new NanRecovery { HasCheckpoint = true };

        Assert.That(Enumerable.Range(0, 3).Select(_ => recovery.NeedsRepeat(Broken, fitness, 0.5)), Has.All.True);
        Assert.That(() => recovery.NeedsRepeat(Broken, fitness, 0.5), Throws.InstanceOf<TrainingException>().With.Message.Contains("lr0"));
    }

    [Test]
    public void NeedsRepeat_AfterAGoodEpoch_CountsAnew()
    {
        var recovery = new NanRecovery { HasCheckpoint = true };
        for (var round = 0; round < 3; round++)
        {
            Assert.That(recovery.NeedsRepeat(Broken, 0, 0.5) && recovery.NeedsRepeat(Broken, 0, 0.5), Is.True);
            Assert.That(recovery.NeedsRepeat(Sound, 0.6, 0.5), Is.False);
        }
    }

    [Test]
    public void Restore_OfARecovery_KeepsTheCount()
    {
        var (first, second) = (new NanRecovery { HasCheckpoint = true }, new NanRecovery());
        Assert.That(Enumerable.Range(0, 3).Select(_ => first.NeedsRepeat(Broken, 0, 0.5)), Has.All.True);

        second.Restore(first.Capture());

        Assert.That(() => second.NeedsRepeat(Broken, 0, 0.5), Throws.InstanceOf<TrainingException>());
    }
}

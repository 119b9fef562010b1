using Yolo.Engine;
using Yolo.Engine.Optimization;

namespace Yolo.Tests.Engine.Optimization;

public sealed class NanRecoveryTests
{
    private static readonly float[] Broken = [1, float.NaN, 2];
    private static readonly float[] Sound = [1, 2, 3];

    [Test]
    public void NeedsRepeat_OfASoundEpoch_IsFalse() =>
        Assert.That(new NanRecovery().NeedsRepeat(Sound, null), Is.False);

    [Test]
    public void NeedsRepeat_WithoutACheckpoint_GivesUp() =>
        Assert.That(() => new NanRecovery().NeedsRepeat(Broken, null), Throws.InstanceOf<TrainingException>().With.Message.Contains("no checkpoint"));

    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(false, false)]
    public void NeedsRepeat_OfABrokenEpoch_IsTrueThreeTimes(bool isLossSound, bool areWeightsFinite)
    {
        var recovery = new NanRecovery { HasCheckpoint = true };
        var losses = isLossSound ? Sound : Broken;

        Assert.That(Enumerable.Range(0, 3).Select(_ => recovery.NeedsRepeat(losses, areWeightsFinite ? null : "model.0.conv.weight")), Has.All.True);
        Assert.That(() => recovery.NeedsRepeat(losses, areWeightsFinite ? null : "model.0.conv.weight"), Throws.InstanceOf<TrainingException>().With.Message.Contains("lr0"));
    }

    [Test]
    public void NeedsRepeat_AfterAGoodEpoch_CountsAnew()
    {
        var recovery = new NanRecovery { HasCheckpoint = true };
        for (var round = 0; round < 3; round++)
        {
            Assert.That(recovery.NeedsRepeat(Broken, null) && recovery.NeedsRepeat(Broken, null), Is.True);
            Assert.That(recovery.NeedsRepeat(Sound, null), Is.False);
        }
    }

    [Test]
    public void Restore_OfARecovery_KeepsTheCount()
    {
        var (first, second) = (new NanRecovery { HasCheckpoint = true }, new NanRecovery());
        Assert.That(Enumerable.Range(0, 3).Select(_ => first.NeedsRepeat(Broken, null)), Has.All.True);

        second.Restore(first.Capture());

        Assert.That(() => second.NeedsRepeat(Broken, null), Throws.InstanceOf<TrainingException>());
    }
}

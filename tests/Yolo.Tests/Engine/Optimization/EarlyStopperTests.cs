using Yolo.Engine.Optimization;

namespace Yolo.Tests.Engine.Optimization;

public sealed class EarlyStopperTests
{
    [Test]
    public void ShouldStop_AfterPatienceWithoutProgress_Stops()
    {
        var stopper = new EarlyStopper(3);
        double[] fitnesses = [0.1, 0.3, 0.2, 0.3, 0.25];

        var seen = fitnesses.Select((fitness, i) => (stopper.ShouldStop(i + 1, fitness), stopper.MayStop)).ToList();

        Assert.That(seen, Is.EqualTo(new[] { (false, false), (false, false), (false, false), (false, true), (true, true) }));
    }

    [Test]
    public void ShouldStop_WhileNothingIsFound_Waits()
    {
        var stopper = new EarlyStopper(2);

        Assert.That(Enumerable.Range(1, 9).Select(epoch => stopper.ShouldStop(epoch, 0)), Has.All.False);
    }

    [Test]
    public void ShouldStop_WithoutPatienceOrValidation_NeverStops()
    {
        var (never, unseen) = (new EarlyStopper(0), new EarlyStopper(1));

        Assert.That(Enumerable.Range(1, 9).Select(epoch => never.ShouldStop(epoch, 0.5) || unseen.ShouldStop(epoch, null)), Has.All.False);
    }

    [Test]
    public void Restore_OfAStopper_GoesOnCounting()
    {
        var (first, second) = (new EarlyStopper(2), new EarlyStopper(2));
        _ = first.ShouldStop(1, 0.5);
        _ = first.ShouldStop(2, 0.4);

        second.Restore(first.Capture());

        Assert.That((second.MayStop, second.ShouldStop(3, 0.5)), Is.EqualTo((true, true)));
    }
}

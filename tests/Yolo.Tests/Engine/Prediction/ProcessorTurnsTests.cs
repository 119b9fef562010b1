using Yolo.Engine.Prediction;

namespace Yolo.Tests.Engine.Prediction;

internal sealed class ProcessorTurnsTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(50);

    [Test]
    public void Network_WorkBesideWasBegun_WaitsForItsEnd()
    {
        var turns = new ProcessorTurns(areNeeded: true);
        var first = turns.Beside();
        var second = turns.Beside();
        var network = Task.Run(() => turns.Network().Dispose());

        first.Dispose();
        Assert.That(network.Wait(AMoment), Is.False);
        second.Dispose();
        Assert.That(network.Wait(LongEnough), Is.True);
    }

    [Test]
    public void Beside_NetworkHasItsTurn_WaitsForItsEnd()
    {
        var turns = new ProcessorTurns(areNeeded: true);
        var network = turns.Network();
        var beside = Task.Run(() => turns.Beside().Dispose());

        Assert.That(beside.Wait(AMoment), Is.False);
        network.Dispose();
        Assert.That(beside.Wait(LongEnough), Is.True);
    }

    [Test]
    public void Beside_NetworkWaits_ComesAfterTheNetwork()
    {
        var turns = new ProcessorTurns(areNeeded: true);
        var begun = turns.Beside();
        var order = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var networkStarts = new ManualResetEventSlim();
        var network = Task.Run(() =>
        {
            networkStarts.Set();
            using var turn = turns.Network();
            order.Enqueue("network");
        });
        networkStarts.Wait(LongEnough);
        Thread.Sleep(AMoment);
        var beside = Task.Run(() =>
        {
            using var turn = turns.Beside();
            order.Enqueue("beside");
        });
        Thread.Sleep(AMoment);
        begun.Dispose();

        Assert.That(Task.WaitAll([network, beside], LongEnough), Is.True);
        Assert.That(order, Is.EqualTo(new[] { "network", "beside" }));
    }

    [Test]
    public void Turns_NotNeeded_NobodyWaits()
    {
        var turns = new ProcessorTurns(areNeeded: false);
        using var beside = turns.Beside();
        var others = Task.Run(() =>
        {
            using var network = turns.Network();
            using var more = turns.Beside();
        });

        Assert.That(others.Wait(LongEnough), Is.True);
    }
}

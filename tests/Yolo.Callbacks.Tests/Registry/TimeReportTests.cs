namespace Yolo.Callbacks.Tests;

internal sealed class TimeReportTests
{
    [Test]
    public void Times_CountCallsAndTime_SlowestFirst()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_batch_end", () => { }, new() { Name = "fast" });
        registry.Add("on_val_batch_end", () => Thread.Sleep(20), new() { Name = "slow" });
        registry.Add("on_val_batch_end", () => { }, new() { Name = "never", Every = 100 });
        new FakeValidator(registry, batches: 4).Run();
        var times = registry.Times();
        Assert.Multiple(() =>
        {
            Assert.That(times.Select(t => t.Name), Is.EqualTo(new[] { "slow", "fast" }));
            Assert.That(times[0].Calls, Is.EqualTo(4));
            Assert.That(times[0].Total, Is.GreaterThan(TimeSpan.FromMilliseconds(79)));
            Assert.That(times[0].Mean, Is.EqualTo(times[0].Total / 4));
        });
    }

    [Test]
    public void Times_OfManyBatches_AreExtrapolatedFromASample()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_batch_end", () => Thread.SpinWait(2000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        new FakeValidator(registry, batches: 400).Run();
        var time = registry.Times().Single();
        Assert.That((time.Calls, time.Total > TimeSpan.Zero, time.Total < watch.Elapsed * 10), Is.EqualTo((400L, true, true)));
    }

    [Test]
    public void Times_OfAScope_StartAtZero()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_end", () => { });
        using var first = registry.CreateScope();
        new FakeValidator(first).Run();
        using var second = registry.CreateScope();
        new FakeValidator(second).Run();
        Assert.That(second.Times().Single().Calls, Is.EqualTo(1));
    }

    [Test]
    public void SlowBatchCallback_IsWarnedAboutOnce()
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.Settings.SlowCallbackThreshold = TimeSpan.FromMilliseconds(2);
        registry.Add("on_val_batch_end", () => Thread.Sleep(5), new() { Name = "slow" });
        registry.Add("on_val_end", () => Thread.Sleep(5), new() { Name = "slow, but only once a run" });
        new FakeValidator(registry, batches: 6).Run();
        Assert.That(warnings.Select(w => (w.CallbackName, w.EventName)), Is.EqualTo(new[] { ("slow", "on_val_batch_end") }));
    }
}

namespace Yolo.Callbacks.Tests;

internal sealed class FilterTests
{
    [Test]
    public void Once_RunsOnceAndIsGone()
    {
        var registry = TestRegistry.Create();
        var count = 0;
        registry.Add("on_val_end", () => count++, new() { Once = true });
        new FakeValidator(registry).Run();
        new FakeValidator(registry).Run();
        Assert.Multiple(() =>
        {
            Assert.That(count, Is.EqualTo(1));
            Assert.That(registry.List(), Is.Empty);
        });
    }

    [Test]
    public void Once_RaisedAgainInside_StillRunsOnce()
    {
        var registry = TestRegistry.Create();
        var count = 0;
        registry.Add("on_val_end", (FakeValidator v) => { count++; registry.Raise("on_val_end", v); }, new() { Once = true });
        new FakeValidator(registry).Run();
        Assert.That(count, Is.EqualTo(1));
    }

    [Test]
    public void Every_RunsEachNthTime()
    {
        var registry = TestRegistry.Create();
        var batches = new List<int>();
        registry.Add("on_val_batch_end", (FakeValidator v) => batches.Add(v.BatchIndex), new() { Every = 3 });
        new FakeValidator(registry, batches: 8).Run();
        Assert.That(batches, Is.EqualTo(new[] { 2, 5 }));
    }

    [Test]
    public void Every_CountsEachRunFromZero()
    {
        var registry = TestRegistry.Create();
        var batches = new List<int>();
        registry.Add("on_val_batch_end", (FakeValidator v) => batches.Add(v.BatchIndex), new() { Every = 3 });
        for (var run = 0; run < 2; run++)
        {
            using var scope = registry.CreateScope();
            new FakeValidator(scope, batches: 4).Run();
        }

        Assert.That(batches, Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void EveryAndWhen_CountWhatTheFilterPasses()
    {
        var registry = TestRegistry.Create();
        var batches = new List<int>();
        registry.Add("on_val_batch_end", (FakeValidator v) => batches.Add(v.BatchIndex), new() { Every = 2 }, v => v.BatchIndex % 2 == 0);
        new FakeValidator(registry, batches: 8).Run();
        Assert.That(batches, Is.EqualTo(new[] { 2, 6 }));
    }

    [Test]
    public void OnceAndWhen_WaitsForTheFilter()
    {
        var registry = TestRegistry.Create();
        var batches = new List<int>();
        registry.Add("on_val_batch_end", (FakeValidator v) => batches.Add(v.BatchIndex), new() { Once = true }, v => v.BatchIndex > 3);
        new FakeValidator(registry, batches: 8).Run();
        Assert.That(batches, Is.EqualTo(new[] { 4 }));
    }

    [Test]
    public void Every_LessThanOne_IsRejected() => Assert.That(() => new CallbackOptions { Every = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
}

namespace Yolo.Callbacks.Tests;

internal sealed class StressTests
{
    private const int Threads = 32;
    private const int Rounds = 200;

    [Test]
    public void Registry_ThirtyTwoThreadsAddAndRemoveWhileEventsFire_NothingIsLostOrLeft()
    {
        var registry = TestRegistry.Create();
        var fixedCalls = 0;
        var onceCalls = 0;
        registry.Add("on_val_end", () => Interlocked.Increment(ref fixedCalls));
        using var start = new Barrier(Threads);
        Exception? failure = null;
        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                AddRaiseRemove(registry, index, () => Interlocked.Increment(ref onceCalls));
            }
            catch (Exception thrown)
            {
                Interlocked.CompareExchange(ref failure, thrown, null);
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Multiple(() =>
        {
            Assert.That(failure, Is.Null);
            Assert.That(fixedCalls, Is.EqualTo(Threads * Rounds));
            Assert.That(onceCalls, Is.EqualTo(Threads * Rounds), "each once-callback ran exactly once, in whichever thread");
            Assert.That(registry.List(), Has.Count.EqualTo(1));
        });
    }

    /// <summary>The thread's own callback must run while it is there, and in this thread never after it was removed.</summary>
    private static void AddRaiseRemove(CallbackRegistry registry, int index, Action once)
    {
        using var scope = registry.CreateScope();
        var target = index % 2 == 0 ? registry : scope;
        var validator = new FakeValidator(target);
        for (var round = 0; round < Rounds; round++)
        {
            var seen = 0;
            registry.Add("on_val_end", once, new() { Once = true });

            // Other threads raise it, too, with validators of their own: those must not write, for their write could undo this thread's.
            var own = target.Add("on_val_end", (FakeValidator v) => Count(ReferenceEquals(v, validator)), new() { Priority = round % 3 });
            target.Raise("on_val_end", validator);
            own.Dispose();
            if (seen != 1)
            {
                throw new InvalidOperationException($"ran {seen} times");
            }

            void Count(bool isOwn)
            {
                if (isOwn)
                {
                    seen++;
                }
            }
        }
    }
}

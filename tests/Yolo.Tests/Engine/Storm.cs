namespace Yolo.Tests.Engine;

/// <summary>Two threads that allocate and one that collects garbage and runs finalizers, until it is disposed: whatever nobody holds goes at once.</summary>
internal sealed class Storm : IDisposable
{
    private readonly int before = GC.CollectionCount(0);
    private readonly List<Thread> threads;
    private volatile bool isOver;

    internal Storm()
    {
        threads = [.. new[] { Allocate, Allocate, Collect }.Select(work => new Thread(() => Repeat(work)) { IsBackground = true })];
        threads.ForEach(thread => thread.Start());
    }

    /// <summary>How many collections there were so far.</summary>
    internal int Collections => GC.CollectionCount(0) - before;

    public void Dispose()
    {
        isOver = true;
        threads.ForEach(thread => thread.Join());
    }

    private static void Allocate()
    {
        for (var i = 0; i < 64; i++)
        {
            GC.KeepAlive(new byte[1024]);
        }
    }

    private static void Collect()
    {
        GC.Collect(0);
        GC.WaitForPendingFinalizers();
    }

    private void Repeat(Action work)
    {
        while (!isOver)
        {
            work();

            // The processors are few; what is tested needs them, too.
            Thread.Sleep(0);
        }
    }
}

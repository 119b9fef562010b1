using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Yolo.Engine.Prediction;

/// <summary>Does work of writing on threads of its own, a bounded amount at a time; the first error comes back to whoever adds or waits.</summary>
internal sealed class WriteQueue : IDisposable
{
    private const int WaitingJobs = 4;

    private readonly Channel<Action> jobs = Channel.CreateBounded<Action>(new BoundedChannelOptions(WaitingJobs) { SingleWriter = true });
    private readonly Thread[] threads;
    private readonly object gate = new();
    private Exception? failure;
    private int open;

    /// <summary>Starts the threads; with one the jobs are done in order.</summary>
    internal WriteQueue(int workers)
    {
        threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(Work) { IsBackground = true, Name = "writes results" })];
        Array.ForEach(threads, thread => thread.Start());
    }

    /// <summary>Adds a job; waits while too many are open.</summary>
    internal void Add(Action job)
    {
        ThrowFailure();
        lock (gate)
        {
            open++;
        }

        if (!jobs.Writer.TryWrite(job))
        {
            jobs.Writer.WriteAsync(job).AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Waits until all jobs are done.</summary>
    internal void Flush()
    {
        lock (gate)
        {
            while (open > 0)
            {
                Monitor.Wait(gate);
            }
        }

        ThrowFailure();
    }

    /// <summary>Does what is left and ends the threads; throws nothing.</summary>
    public void Dispose()
    {
        jobs.Writer.TryComplete();
        Array.ForEach(threads, thread => thread.Join());
    }

    private void Work()
    {
        while (jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (jobs.Reader.TryRead(out var job))
            {
                Do(job);
            }
        }
    }

    private void Do(Action job)
    {
        try
        {
            if (Volatile.Read(ref failure) is null)
            {
                job();
            }
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, error, null);
        }

        lock (gate)
        {
            open--;
            Monitor.PulseAll(gate);
        }
    }

    private void ThrowFailure()
    {
        if (Volatile.Read(ref failure) is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }
}

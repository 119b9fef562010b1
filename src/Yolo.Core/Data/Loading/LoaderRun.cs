namespace Yolo.Data.Loading;

/// <summary>The workers of one epoch. They take samples in order, so that the batch that is needed first is finished first.</summary>
internal sealed class LoaderRun(ISampleMaker maker, EpochPlan plan, int firstBatch, int ahead) : IDisposable
{
    private readonly object gate = new();
    private readonly Dictionary<int, PendingBatch> pending = [];
    private readonly List<Thread> threads = [];
    private int position = firstBatch * plan.BatchSize;
    private int wanted = firstBatch;
    private bool stopped;

    public static PendingBatch Open(EpochPlan plan, int number, TargetForm targets)
    {
        var (width, height) = plan.SizeOf(number);
        return new(new SampleBatch(number, plan.CountOf(number), width, height, targets));
    }

    public void Start(int workers)
    {
        for (int worker = 0; worker < workers; worker++)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = $"yolo loader {worker}" };
            threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Waits for a batch; batches are taken in order.</summary>
    public SampleBatch Take(int number, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        PendingBatch batch;
        lock (gate)
        {
            wanted = number;
            batch = Pending(number);
            Monitor.PulseAll(gate);
        }

        var finished = batch.Ready.WaitAsync(cancellation).GetAwaiter().GetResult();
        lock (gate)
        {
            pending.Remove(number);
        }

        return finished;
    }

    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }

        threads.ForEach(thread => thread.Join());
        foreach (var batch in pending.Values)
        {
            batch.Abandon();
        }
    }

    private void Work()
    {
        while (Next() is { } work)
        {
            try
            {
                work.Batch.Fill(work.Position % plan.BatchSize, maker.Make(plan, work.Position));
            }
            catch (Exception error)
            {
                // Whatever it is, it belongs to the reader: an exception that leaves a thread ends the process.
                work.Batch.Fail(error);
            }
        }
    }

    private (PendingBatch Batch, int Position)? Next()
    {
        lock (gate)
        {
            while (!stopped && position < plan.Count && position / plan.BatchSize > wanted + ahead)
            {
                Monitor.Wait(gate);
            }

            return stopped || position >= plan.Count ? null : (Pending(position / plan.BatchSize), position++);
        }
    }

    private PendingBatch Pending(int number)
    {
        if (!pending.TryGetValue(number, out var batch))
        {
            pending[number] = batch = Open(plan, number, maker.Targets);
        }

        return batch;
    }
}

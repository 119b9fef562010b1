using System.Buffers;

namespace Yolo.Data.Loading;

/// <summary>The workers of one epoch. They take samples in order, so that the batch that is needed first is finished first.</summary>
internal sealed class LoaderRun : IDisposable
{
    private readonly ISampleMaker maker;
    private readonly EpochPlan plan;
    private readonly int firstBatch;
    private readonly int ahead;
    private readonly MemoryPool<byte>? memory;
    private readonly object gate = new();
    private readonly Dictionary<int, PendingBatch> pending = [];
    private readonly List<Thread> threads = [];
    private int position;
    private int wanted;
    private bool stopped;

    private LoaderRun(ISampleMaker maker, EpochPlan plan, int firstBatch, int ahead, MemoryPool<byte>? memory)
    {
        (this.maker, this.plan, this.firstBatch, this.ahead, this.memory) = (maker, plan, firstBatch, ahead, memory);
        (position, wanted) = (firstBatch * plan.BatchSize, firstBatch);
    }

    public static PendingBatch Open(EpochPlan plan, int number, TargetForm targets, MemoryPool<byte>? memory)
    {
        var (width, height) = plan.SizeOf(number);
        return new(new SampleBatch(number, plan.CountOf(number), width, height, targets, memory));
    }

    /// <summary>Starts the workers; they wait when as many batches are under way as may be.</summary>
    public static LoaderRun Start(ISampleMaker maker, EpochPlan plan, int firstBatch, int ahead, int workers, MemoryPool<byte>? memory)
    {
        var run = new LoaderRun(maker, plan, firstBatch, ahead, memory);
        for (int worker = 0; worker < workers; worker++)
        {
            var thread = new Thread(run.Work) { IsBackground = true, Name = $"yolo loader {worker}" };
            run.threads.Add(thread);
            thread.Start();
        }

        return run;
    }

    /// <summary>The batches in order; the reader disposes each. To be read once.</summary>
    public IEnumerable<SampleBatch> Batches(CancellationToken cancellation)
    {
        for (int number = firstBatch; number < plan.Batches; number++)
        {
            yield return Take(number, cancellation);
        }
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

    private SampleBatch Take(int number, CancellationToken cancellation)
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

    private void Work()
    {
        while (Next() is { } work)
        {
            try
            {
                int slot = work.Position % plan.BatchSize;
                work.Batch.Fill(slot, maker.Make(plan, work.Position, work.Batch.PictureAt(slot)));
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
            pending[number] = batch = Open(plan, number, maker.Targets, memory);
        }

        return batch;
    }
}

using System.Buffers;

namespace Yolo.Data.Loading;

/// <summary>Makes the batches of an epoch ahead of the one who reads them. What they hold does not depend on the number of workers.</summary>
/// <param name="maker">Makes the samples.</param>
/// <param name="workers">Threads; 0 makes each sample when it is asked for.</param>
/// <param name="ahead">Batches that may be under way beyond the one being used. Default 2.</param>
/// <param name="memory">
/// Lends the pixels of each batch in one piece, which the batch gives back when it is disposed: at most <paramref name="ahead"/> + 1 at a time and what the
/// reader keeps, from any thread. Default: memory of .NET.
/// </param>
internal sealed class BatchLoader(ISampleMaker maker, int workers, int ahead = 2, MemoryPool<byte>? memory = null)
{
    /// <summary>Reads an epoch.</summary>
    /// <param name="plan">The epoch.</param>
    /// <param name="firstBatch">Where to begin: 0, or the batch at which an interrupted epoch goes on.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The batches in order; the reader disposes each.</returns>
    /// <exception cref="DatasetException">A picture cannot be decoded.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public IEnumerable<SampleBatch> Read(EpochPlan plan, int firstBatch = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        return workers == 0 ? ReadDirectly(plan, firstBatch, cancellation) : ReadAhead(plan, firstBatch, cancellation);
    }

    /// <summary>Begins an epoch before anybody reads it: the workers make its first batches.</summary>
    /// <param name="plan">The epoch.</param>
    /// <returns>The epoch under way, to be disposed; null without workers.</returns>
    internal LoaderRun? Begin(EpochPlan plan) => workers == 0 ? null : LoaderRun.Start(maker, plan, firstBatch: 0, ahead, workers, memory);

    private IEnumerable<SampleBatch> ReadDirectly(EpochPlan plan, int firstBatch, CancellationToken cancellation)
    {
        for (int number = firstBatch; number < plan.Batches; number++)
        {
            var pending = LoaderRun.Open(plan, number, maker.Targets, memory);
            for (int slot = 0; slot < plan.CountOf(number); slot++)
            {
                cancellation.ThrowIfCancellationRequested();
                pending.Fill(slot, maker.Make(plan, (number * plan.BatchSize) + slot, pending.PictureAt(slot)));
            }

            yield return pending.Ready.Result;
        }
    }

    private IEnumerable<SampleBatch> ReadAhead(EpochPlan plan, int firstBatch, CancellationToken cancellation)
    {
        using var run = LoaderRun.Start(maker, plan, firstBatch, ahead, workers, memory);
        foreach (var batch in run.Batches(cancellation))
        {
            yield return batch;
        }
    }
}

namespace Yolo;

/// <summary>Counts what several threads do, and tells of it now and then.</summary>
/// <param name="progress">Who is told; null for nobody.</param>
/// <param name="work">What is done, for people.</param>
/// <param name="total">How much it is in all, from 1.</param>
/// <param name="unit">What is counted.</param>
internal sealed class WorkCounter(IProgress<WorkProgress>? progress, string work, long total, WorkUnit unit)
{
    private const int MostReports = 500;

    private readonly Lock gate = new();
    private readonly long stride = Math.Max(1, total / MostReports);
    private long done;
    private long told;

    /// <summary>Counts one more.</summary>
    internal void Add()
    {
        var now = Interlocked.Increment(ref done);
        if (progress is not null && (now % stride == 0 || now == total))
        {
            Tell(now);
        }
    }

    // Whoever counted earlier may come later, and must not undo what was told.
    private void Tell(long now)
    {
        lock (gate)
        {
            if (now > told)
            {
                told = now;
                progress!.Report(new(work, now, total, unit));
            }
        }
    }
}

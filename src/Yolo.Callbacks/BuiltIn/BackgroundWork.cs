namespace Yolo.Callbacks;

/// <summary>One piece of work at a time on a thread of its own. What it throws is thrown where it is waited for.</summary>
internal sealed class BackgroundWork
{
    private Task _work = Task.CompletedTask;

    /// <summary>Begins; what was begun before must have been waited for.</summary>
    public void Begin(Action work) =>
        _work = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits for the end, and throws what the work threw, once.</summary>
    public void Wait()
    {
        var work = _work;
        _work = Task.CompletedTask;
        work.GetAwaiter().GetResult();
    }
}

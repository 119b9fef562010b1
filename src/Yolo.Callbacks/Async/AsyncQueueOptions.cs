namespace Yolo.Callbacks;

/// <summary>The queue between a run and an asynchronous callback.</summary>
public sealed record AsyncQueueOptions
{
    /// <summary>How many snapshots wait at most. Default 1024, range 1 and more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Capacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 1024;

    /// <summary>What happens when the queue is full. Default <see cref="AsyncQueueFullMode.Wait"/>: nothing is lost, the run waits.</summary>
    public AsyncQueueFullMode WhenFull { get; init; } = AsyncQueueFullMode.Wait;
}

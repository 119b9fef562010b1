namespace Yolo.Callbacks;

/// <summary>Copies the event's numbers and hands them to the background.</summary>
internal sealed class AsyncHandler<T>(CallbackEvent @event, AsyncQueue queue, Func<T, bool>? when) : Handler
    where T : class
{
    public override bool Accepts(object receiver) => when is null || when((T)receiver);

    public override void Invoke(object receiver, long occurrence)
    {
        queue.ThrowPending();
        queue.Enqueue(EventSnapshot.Take(@event, receiver));
    }

    public override void Drain(TimeSpan timeout) => queue.Drain(timeout);
}

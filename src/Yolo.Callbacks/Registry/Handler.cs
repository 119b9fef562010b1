namespace Yolo.Callbacks;

/// <summary>What a subscription calls, without its type parameter.</summary>
internal abstract class Handler
{
    /// <summary>Whether this event is one that the callback wants.</summary>
    public virtual bool Accepts(object receiver) => true;

    /// <param name="receiver">The event's object.</param>
    /// <param name="occurrence">Number of this raising of the event, so that handlers of one raising can share what they build.</param>
    public abstract void Invoke(object receiver, long occurrence);

    /// <summary>Waits for work that the handler does in the background.</summary>
    public virtual void Drain(TimeSpan timeout)
    {
    }
}

namespace Yolo.Callbacks;

/// <summary>A <see cref="Callback"/> object in a registry. Disposing it removes all its hooks; the object can then be added again.</summary>
public sealed class CallbackAttachment : IDisposable
{
    private readonly IDisposable[] _subscriptions;
    private Action<CallbackAttachment>? _detach;

    internal CallbackAttachment(Callback callback, IDisposable[] subscriptions, Action<CallbackAttachment> detach)
    {
        Callback = callback;
        _subscriptions = subscriptions;
        _detach = detach;
    }

    /// <summary>The callback.</summary>
    public Callback Callback { get; }

    /// <summary>Removes the callback. Safe at any time and more than once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _detach, null) is not { } detach)
        {
            return;
        }

        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        Callback.BecomeDetached();
        detach(this);
    }
}

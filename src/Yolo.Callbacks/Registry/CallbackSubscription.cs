namespace Yolo.Callbacks;

/// <summary>One callback on one event. Disposing it removes just this callback, at once: also from an event that is being raised.</summary>
public sealed class CallbackSubscription : IDisposable
{
    private static long _sequences;

    private readonly EventSlot _slot;
    private readonly bool _once;
    private int _claimed;
    private int _warnedSlow;
    private volatile bool _isRemoved;

    internal CallbackSubscription(EventSlot slot, Handler handler, string name, CallbackOptions options, FailureRecord failures)
    {
        _slot = slot;
        _once = options.Once;
        Handler = handler;
        Name = name;
        Priority = options.Priority;
        Every = options.Every;
        Ranks = options.Ranks;
        Failures = failures;
        Owner = options.Owner;
        Sequence = Interlocked.Increment(ref _sequences);
    }

    /// <summary>The event.</summary>
    public CallbackEvent Event => _slot.Event;

    /// <summary>The callback's name in errors, listings and reports.</summary>
    public string Name { get; }

    /// <summary>Its place among the callbacks of the event, see <see cref="CallbackPriority"/>.</summary>
    public int Priority { get; }

    /// <summary>Whether it will be called: neither removed nor disabled by its exception policy.</summary>
    public bool IsActive => !_isRemoved && !Failures.IsDisabled;

    internal int Every { get; }

    internal Ranks Ranks { get; }

    internal bool Once => _once;

    internal long Sequence { get; }

    internal Handler Handler { get; }

    internal FailureRecord Failures { get; }

    /// <summary>The Keras-style callback that this belongs to, when it belongs to one.</summary>
    internal Callback? Owner { get; }

    /// <summary>Removes the callback. Safe at any time, from any thread, and more than once.</summary>
    public void Dispose()
    {
        _isRemoved = true;
        _slot.Remove(this);
    }

    /// <summary>For callbacks that run once: true for one caller only, which then runs it.</summary>
    internal bool Claim()
    {
        if (!_once)
        {
            return true;
        }

        if (Interlocked.Exchange(ref _claimed, 1) != 0)
        {
            return false;
        }

        Dispose();
        return true;
    }

    internal Exception? Failed(Exception thrown, CallbackSettings settings) => Failures.Handle(thrown, Event.Name, Name, settings);

    internal bool ClaimSlowWarning() => Interlocked.Exchange(ref _warnedSlow, 1) == 0;
}

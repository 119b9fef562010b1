namespace Yolo.Callbacks;

/// <summary>
/// The callbacks of one event in one registry. Readers take an immutable array without a lock; writers replace it.
/// A scope's slot shows the callbacks of its parent's slot and its own, merged in order.
/// </summary>
internal sealed class EventSlot(CallbackEvent @event, Type receiverType, EventSlot? parent)
{
    private readonly Lock _gate = new();
    private CallbackSubscription[] _own = [];
    private volatile View _view = View.Empty;
    private Type? _lastReceiver;
    private long _occurrences;

    public CallbackEvent Event => @event;

    public Type ReceiverType => receiverType;

    /// <summary>What runs when the event is raised now, in order.</summary>
    public CallbackEntry[] Entries
    {
        get
        {
            var view = _view;
            if (parent is null)
            {
                return view.Entries;
            }

            var inherited = parent.Entries;
            return ReferenceEquals(view.Inherited, inherited) ? view.Entries : Rebuild(inherited);
        }
    }

    public long NextOccurrence() => Interlocked.Increment(ref _occurrences);

    public void Add(CallbackSubscription subscription)
    {
        var inherited = parent?.Entries ?? [];
        lock (_gate)
        {
            _own = [.. _own, subscription];
            _view = Merge(inherited);
        }
    }

    public void Remove(CallbackSubscription subscription)
    {
        var inherited = parent?.Entries ?? [];
        lock (_gate)
        {
            var kept = Array.FindAll(_own, s => s != subscription);
            if (kept.Length != _own.Length)
            {
                _own = kept;
                _view = Merge(inherited);
            }
        }
    }

    public CallbackSubscription[] Own()
    {
        lock (_gate)
        {
            return _own;
        }
    }

    /// <exception cref="CallbackTypeException">The object is not what the event hands over.</exception>
    public void CheckReceiver(object receiver)
    {
        var type = receiver.GetType();
        if (ReferenceEquals(type, _lastReceiver))
        {
            return;
        }

        if (!receiverType.IsAssignableFrom(type))
        {
            throw CallbackTypeException.AtRaise(@event, receiverType, type);
        }

        _lastReceiver = type;
    }

    private CallbackEntry[] Rebuild(CallbackEntry[] inherited)
    {
        lock (_gate)
        {
            var view = Merge(inherited);
            _view = view;
            return view.Entries;
        }
    }

    /// <summary>Keeps the entries (and with them the counts) of subscriptions that were there before.</summary>
    private View Merge(CallbackEntry[] inherited)
    {
        var before = _view.Entries.ToDictionary(entry => entry.Subscription);
        var entries = inherited.Select(entry => entry.Subscription)
            .Concat(_own)
            .OrderBy(subscription => subscription.Priority)
            .ThenBy(subscription => subscription.Sequence)
            .Select(subscription => before.TryGetValue(subscription, out var known) ? known : new CallbackEntry(subscription));
        return new(inherited, [.. entries]);
    }

    private sealed record View(CallbackEntry[] Inherited, CallbackEntry[] Entries)
    {
        public static View Empty { get; } = new([], []);
    }
}

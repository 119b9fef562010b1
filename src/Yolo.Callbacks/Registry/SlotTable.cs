namespace Yolo.Callbacks;

/// <summary>The slots of all events that a registry knows, by the events' index; grows when an event is declared.</summary>
internal sealed class SlotTable
{
    private readonly Lock _gate = new();
    private readonly ReceiverTypes _receivers;
    private readonly EventCatalog _catalog;
    private readonly SlotTable? _parent;
    private volatile EventSlot[] _slots = [];

    public SlotTable(EventCatalog catalog, ReceiverTypes receivers, SlotTable? parent)
    {
        _catalog = catalog;
        _receivers = receivers;
        _parent = parent;
        Grow();
    }

    /// <summary>The slots so far, in the order of the events.</summary>
    public IReadOnlyList<EventSlot> All => _slots.Length == _catalog.All.Length ? _slots : Grow();

    /// <exception cref="ArgumentException">The event was declared in another registry.</exception>
    public EventSlot this[CallbackEvent @event]
    {
        get
        {
            var slots = _slots;
            var index = @event.Index;
            return (uint)index < (uint)slots.Length && ReferenceEquals(slots[index].Event, @event) ? slots[index] : FindOrGrow(@event);
        }
    }

    private EventSlot FindOrGrow(CallbackEvent @event)
    {
        var slots = Grow();
        return @event.Index < slots.Length && slots[@event.Index].Event == @event
            ? slots[@event.Index]
            : throw new ArgumentException($"The event '{@event.Name}' was declared in another registry. Declare it in this one too.", nameof(@event));
    }

    private EventSlot[] Grow()
    {
        lock (_gate)
        {
            var all = _catalog.All;
            var slots = _slots;
            if (slots.Length < all.Length)
            {
                var added = all.Skip(slots.Length).Select(e => new EventSlot(e, _receivers.For(e), _parent?[e]));
                _slots = slots = [.. slots, .. added];
            }

            return slots;
        }
    }
}

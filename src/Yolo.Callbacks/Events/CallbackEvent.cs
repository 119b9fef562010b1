namespace Yolo.Callbacks;

/// <summary>One event that callbacks can be added to: its name, what it hands over and when it fires. See <see cref="Events"/>.</summary>
public sealed class CallbackEvent
{
    private readonly EventTraits _traits;

    internal CallbackEvent(string name, ReceiverKind receiver, int index, string summary, EventTraits traits = EventTraits.None, Type? customReceiver = null)
    {
        Name = name;
        Receiver = receiver;
        Index = index;
        Summary = summary;
        CustomReceiver = customReceiver;
        _traits = traits;
    }

    /// <summary>The name, for instance <c>on_train_start</c>.</summary>
    public string Name { get; }

    /// <summary>What kind of object the callbacks receive.</summary>
    public ReceiverKind Receiver { get; }

    /// <summary>The exact point at which the event fires, in a few words.</summary>
    public string Summary { get; }

    /// <summary>Whether the event fires at each batch (or optimizer step) rather than once an epoch or a run.</summary>
    public bool IsPerBatch => (_traits & EventTraits.PerBatch) != 0;

    /// <summary>
    /// Whether this event ends something. All subscribers of an end event run even when one of them throws;
    /// the first exception is thrown after the last of them.
    /// </summary>
    public bool IsEnd => (_traits & EventTraits.End) != 0;

    /// <summary>Position in the registry's table; for the built-in events also the order in which they are listed.</summary>
    internal int Index { get; }

    /// <summary>The declared type of a custom event's receiver; null for the built-in events.</summary>
    internal Type? CustomReceiver { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

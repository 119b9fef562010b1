using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Yolo.Callbacks;

/// <summary>
/// The callbacks of a model: functions and <see cref="Callback"/> objects by event. The model shares it with every Trainer, Validator, Predictor and Exporter
/// that it makes. Thread-safe: callbacks can be added and removed while events fire, also by a callback of that very event.
/// What is removed is not called any more; what is added is called from the next raising on. Events may be raised inside callbacks.
/// </summary>
/// <remarks>Raising an event without a callback costs a few nanoseconds and allocates nothing.</remarks>
public sealed partial class CallbackRegistry : IDisposable
{
    private const int AlwaysTimed = 32;
    private const int TimedEvery = 8;

    private readonly CallbackRegistry? _parent;
    private readonly EventCatalog _catalog;
    private readonly SlotTable _slots;

    /// <summary>Makes an empty registry.</summary>
    /// <param name="receivers">The concrete types that the events hand over; null: the interfaces of this library.</param>
    public CallbackRegistry(ReceiverTypes? receivers = null)
    {
        Receivers = receivers ?? new();
        Settings = new();
        _catalog = new();
        _slots = new(_catalog, Receivers, null);
    }

    private CallbackRegistry(CallbackRegistry parent)
    {
        _parent = parent;
        Receivers = parent.Receivers;
        Settings = parent.Settings;
        _catalog = parent._catalog;
        _slots = new(_catalog, Receivers, parent._slots);
    }

    /// <summary>The types that the events hand over.</summary>
    public ReceiverTypes Receivers { get; }

    /// <summary>Where warnings go, time limits, and what surrounds each callback. Shared with all scopes.</summary>
    public CallbackSettings Settings { get; }

    /// <summary>All events that callbacks can be added to: the built-in ones in firing order, then the declared ones.</summary>
    public IReadOnlyList<CallbackEvent> KnownEvents => _catalog.All;

    /// <summary>The event of a name.</summary>
    /// <exception cref="UnknownEventException">There is none; the message suggests the nearest.</exception>
    public CallbackEvent Find(string eventName) => _catalog.Find(eventName);

    /// <summary>
    /// Makes a registry for one run or one call: it raises the callbacks of this registry and those added to itself, which end with it.
    /// Calls and times are counted in it from 0. Disposing it drains asynchronous callbacks and removes what was added to it.
    /// </summary>
    /// <param name="callbacks">Callbacks for it alone, which leave when it is disposed; null for none.</param>
    /// <exception cref="UnknownEventException">A callback is for an event that does not exist.</exception>
    /// <exception cref="CallbackTypeException">A callback wants another object than its event hands over.</exception>
    /// <exception cref="InvalidOperationException">A callback is in a registry already, or has the state key of another.</exception>
    public CallbackRegistry CreateScope(IEnumerable<Callback>? callbacks = null)
    {
        CallbackRegistry scope = new(this);
        try
        {
            foreach (var callback in callbacks ?? [])
            {
                scope.Add(callback);
            }

            return scope;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>Declares an event of one's own. Declaring it again with the same type returns the same event.</summary>
    /// <typeparam name="T">The class of the object that the event will be raised with.</typeparam>
    /// <param name="eventName">The name, new in this registry.</param>
    /// <param name="summary">When it fires, for listings.</param>
    /// <param name="perBatch">Whether it fires at each batch; slow callbacks are warned about then. Default false.</param>
    /// <exception cref="ArgumentException">The name is empty, a built-in event, or declared for another type.</exception>
    public CallbackEvent Declare<T>(string eventName, string summary = "declared by the user", bool perBatch = false)
        where T : class => _catalog.Declare(eventName, typeof(T), summary, perBatch ? EventTraits.PerBatch : EventTraits.None);

    /// <summary>Whether raising the event would call anything: lets the engine skip what only callbacks need.</summary>
    public bool HasCallbacks(CallbackEvent @event) => _slots[@event].Entries.Length != 0;

    /// <summary>Calls the callbacks of an event in order.</summary>
    /// <param name="event">The event.</param>
    /// <param name="receiver">The object that the callbacks receive; a class, so that nothing is boxed.</param>
    /// <exception cref="CallbackException">A callback threw and its policy is to propagate. The later ones did not run, except in end events.</exception>
    /// <exception cref="OperationCanceledException">A callback threw this and its policy is to propagate.</exception>
    /// <exception cref="CallbackTypeException">The object is not of the event's type.</exception>
    public void Raise<T>(CallbackEvent @event, T receiver)
        where T : class
    {
        var slot = _slots[@event];
        var entries = slot.Entries;
        if (entries.Length != 0)
        {
            Dispatch(slot, entries, receiver);
        }
    }

    /// <summary>Calls the callbacks of an event in order; the event is found by its name.</summary>
    /// <typeparam name="T">The class of the object.</typeparam>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="receiver">The object that the callbacks receive.</param>
    /// <exception cref="UnknownEventException">There is no such event.</exception>
    public void Raise<T>(string eventName, T receiver)
        where T : class => Raise(_catalog.Find(eventName), receiver);

    /// <summary>
    /// Raises end events from a <c>finally</c>: all of them, whatever their callbacks throw. The first exception is thrown after the last event,
    /// unless the run has failed already: then it becomes a warning, so that the run's own exception reaches the caller.
    /// </summary>
    /// <param name="receiver">The object that the callbacks receive.</param>
    /// <param name="failure">What the run threw; null when it succeeded.</param>
    /// <param name="events">The events, in order; all for the same object.</param>
    public void RaiseEnd<T>(T receiver, Exception? failure, params ReadOnlySpan<CallbackEvent> events)
        where T : class
    {
        Exception? first = null;
        foreach (var @event in events)
        {
            try
            {
                Raise(@event, receiver);
            }
            catch (Exception thrown)
            {
                first ??= thrown;
                if (failure is not null || !ReferenceEquals(first, thrown))
                {
                    Settings.Warn(new(@event.Name, (thrown as CallbackException)?.CallbackName ?? "callback", thrown.Message, thrown));
                }
            }
        }

        if (first is not null && failure is null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    /// <summary>Raises <c>on_exception</c> from a <c>catch</c>. Never throws: what its callbacks throw becomes a warning.</summary>
    /// <param name="receiver">The Trainer, Validator, Predictor or Exporter that failed.</param>
    /// <param name="exception">What it is about to throw.</param>
    public void RaiseException(object receiver, Exception exception)
    {
        if (HasCallbacks(Events.OnException))
        {
            RaiseEnd(new RunFailure(receiver, exception), exception, Events.OnException);
        }
    }

    // Reading the clock costs more than a small callback: once a batch loop is under way a sample of its events is enough.
    private static bool IsTimed(CallbackEvent @event, long occurrence) => !@event.IsPerBatch || occurrence <= AlwaysTimed || occurrence % TimedEvery == 0;

    private void Dispatch(EventSlot slot, CallbackEntry[] entries, object receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        slot.CheckReceiver(receiver);
        var occurrence = slot.NextOccurrence();
        Exception? first = null;
        var clock = IsTimed(slot.Event, occurrence) ? Stopwatch.GetTimestamp() : 0;
        foreach (var entry in entries)
        {
            var thrown = entry.Run(receiver, occurrence, Settings, ref clock);
            if (thrown is null)
            {
                continue;
            }

            first ??= thrown;
            if (!slot.Event.IsEnd)
            {
                break;
            }
        }

        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}

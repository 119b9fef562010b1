using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Yolo.Callbacks;

/// <content>Adding and removing functions.</content>
public sealed partial class CallbackRegistry
{
    /// <summary>Adds a function to an event. The same function added twice runs twice.</summary>
    /// <typeparam name="T">The event's object: its exact class, a base class, an interface of it, or object.</typeparam>
    /// <param name="eventName">The event, for instance <c>on_train_epoch_end</c>.</param>
    /// <param name="callback">Called each time with the live object.</param>
    /// <param name="options">Name, priority, once, every n-th time, exception policy; null: the defaults.</param>
    /// <param name="when">Called first; false leaves this event out. Null: every event.</param>
    /// <returns>The subscription; disposing it removes just this callback.</returns>
    /// <exception cref="UnknownEventException">There is no such event; the message suggests the nearest.</exception>
    /// <exception cref="CallbackTypeException">The event hands over another type.</exception>
    /// <exception cref="ArgumentException">The function is <c>async void</c>: nobody could wait for it. Use <see cref="AddAsync{T}(string, Func{EventSnapshot, CancellationToken, Task}, CallbackOptions?, AsyncQueueOptions?, Func{T, bool}?)"/>.</exception>
    public CallbackSubscription Add<T>(string eventName, Action<T> callback, CallbackOptions? options = null, Func<T, bool>? when = null)
        where T : class => Add(Find(eventName), callback, options, when);

    /// <summary>Adds a function to an event. The same function added twice runs twice.</summary>
    /// <typeparam name="T">The event's object: its exact class, a base class, an interface of it, or object.</typeparam>
    /// <param name="event">The event, for instance <see cref="Events.OnTrainEpochEnd"/>.</param>
    /// <param name="callback">Called each time with the live object.</param>
    /// <param name="options">Name, priority, once, every n-th time, exception policy; null: the defaults.</param>
    /// <param name="when">Called first; false leaves this event out. Null: every event.</param>
    /// <returns>The subscription; disposing it removes just this callback.</returns>
    /// <exception cref="CallbackTypeException">The event hands over another type.</exception>
    /// <exception cref="ArgumentException">The function is <c>async void</c>: nobody could wait for it. Use <see cref="AddAsync{T}(string, Func{EventSnapshot, CancellationToken, Task}, CallbackOptions?, AsyncQueueOptions?, Func{T, bool}?)"/>.</exception>
    public CallbackSubscription Add<T>(CallbackEvent @event, Action<T> callback, CallbackOptions? options = null, Func<T, bool>? when = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(callback);
        RejectAsyncVoid(callback);
        return Subscribe(SlotFor<T>(@event), new ActionHandler<T>(callback, when), options?.Name ?? CallbackName.Of(callback), options);
    }

    /// <summary>Adds a function that needs no object.</summary>
    /// <inheritdoc cref="Add{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>
    public CallbackSubscription Add(string eventName, Action callback, CallbackOptions? options = null) => Add(Find(eventName), callback, options);

    /// <summary>Adds a function that needs no object.</summary>
    /// <inheritdoc cref="Add{T}(CallbackEvent, Action{T}, CallbackOptions?, Func{T, bool}?)"/>
    public CallbackSubscription Add(CallbackEvent @event, Action callback, CallbackOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(callback);
        RejectAsyncVoid(callback);
        return Subscribe(_slots[@event], new ActionHandler<object>(_ => callback(), null), options?.Name ?? CallbackName.Of(callback), options);
    }

    /// <summary>
    /// Adds a function that runs in the background, one event at a time and in order. It receives plain numbers copied at the event, never live objects,
    /// so that training goes on meanwhile. The end of the run waits for it.
    /// </summary>
    /// <typeparam name="T">The event's object, as in <see cref="Add{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>; only <paramref name="when"/> sees it.</typeparam>
    /// <param name="eventName">The event.</param>
    /// <param name="callback">Called with the copied numbers; its token is cancelled when the run ends and it takes longer than <see cref="CallbackSettings.DrainTimeout"/>.</param>
    /// <param name="options">As for other callbacks. Under <see cref="ExceptionPolicy.Propagate"/> an exception surfaces at the next event or at the end of the run.</param>
    /// <param name="queue">Capacity, and what happens when it is full; null: the defaults.</param>
    /// <param name="when">Called on the raising thread; false leaves this event out.</param>
    public CallbackSubscription AddAsync<T>(
        string eventName,
        Func<EventSnapshot, CancellationToken, Task> callback,
        CallbackOptions? options = null,
        AsyncQueueOptions? queue = null,
        Func<T, bool>? when = null)
        where T : class => AddAsync(Find(eventName), callback, options, queue, when);

    /// <summary>As the other overload, by a constant of <see cref="Events"/>.</summary>
    /// <typeparam name="T">The event's object; only <paramref name="when"/> sees it.</typeparam>
    /// <param name="event">The event, for instance <see cref="Events.OnFitEpochEnd"/>.</param>
    /// <param name="callback">Called with the copied numbers; its token is cancelled when the run ends and it takes longer than <see cref="CallbackSettings.DrainTimeout"/>.</param>
    /// <param name="options">As for other callbacks. Under <see cref="ExceptionPolicy.Propagate"/> an exception surfaces at the next event or at the end of the run.</param>
    /// <param name="queue">Capacity, and what happens when it is full; null: the defaults.</param>
    /// <param name="when">Called on the raising thread; false leaves this event out.</param>
    public CallbackSubscription AddAsync<T>(
        CallbackEvent @event,
        Func<EventSnapshot, CancellationToken, Task> callback,
        CallbackOptions? options = null,
        AsyncQueueOptions? queue = null,
        Func<T, bool>? when = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(callback);
        var slot = SlotFor<T>(@event);
        var name = options?.Name ?? CallbackName.Of(callback);
        var failures = new FailureRecord(options?.OnError ?? ExceptionPolicy.Propagate);
        return Subscribe(slot, new AsyncHandler<T>(slot.Event, name, callback, queue ?? new(), when, failures, Settings), name, options, failures);
    }

    /// <inheritdoc cref="AddAsync{T}(string, Func{EventSnapshot, CancellationToken, Task}, CallbackOptions?, AsyncQueueOptions?, Func{T, bool}?)"/>
    public CallbackSubscription AddAsync(
        string eventName,
        Func<EventSnapshot, CancellationToken, Task> callback,
        CallbackOptions? options = null,
        AsyncQueueOptions? queue = null) => AddAsync<object>(eventName, callback, options, queue);

    /// <inheritdoc cref="AddAsync{T}(CallbackEvent, Func{EventSnapshot, CancellationToken, Task}, CallbackOptions?, AsyncQueueOptions?, Func{T, bool}?)"/>
    public CallbackSubscription AddAsync(
        CallbackEvent @event,
        Func<EventSnapshot, CancellationToken, Task> callback,
        CallbackOptions? options = null,
        AsyncQueueOptions? queue = null) => AddAsync<object>(@event, callback, options, queue);

    /// <summary>Removes all functions of an event that were added to this registry. <see cref="Callback"/> objects stay: half of one would not work.</summary>
    /// <exception cref="UnknownEventException">There is no such event.</exception>
    public void Clear(string eventName) => Clear(Find(eventName));

    /// <inheritdoc cref="Clear(string)"/>
    public void Clear(CallbackEvent @event)
    {
        foreach (var subscription in _slots[@event].Own().Where(s => s.Owner is null))
        {
            subscription.Dispose();
        }
    }

    /// <summary>Removes everything that was added to this registry, functions and <see cref="Callback"/> objects. Declared events stay declared.</summary>
    public void Reset()
    {
        foreach (var attachment in Attachments())
        {
            attachment.Dispose();
        }

        foreach (var subscription in _slots.All.SelectMany(slot => slot.Own()))
        {
            subscription.Dispose();
        }
    }

    /// <summary>Waits until asynchronous callbacks have seen every event so far.</summary>
    /// <exception cref="CallbackException">One of them threw, and its policy is to propagate.</exception>
    /// <exception cref="TimeoutException">They took longer than <see cref="CallbackSettings.DrainTimeout"/>.</exception>
    public void Drain()
    {
        Exception? first = null;
        foreach (var entry in _slots.All.SelectMany(slot => slot.Entries))
        {
            try
            {
                entry.Subscription.Handler.Drain(Settings.DrainTimeout);
            }
            catch (Exception thrown) when (thrown is CallbackException or TimeoutException)
            {
                first ??= thrown;
            }
        }

        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    /// <summary>Ends the registry's use: waits for asynchronous callbacks, then removes what was added to it. What goes wrong becomes a warning.</summary>
    public void Dispose()
    {
        try
        {
            Drain();
        }
        catch (Exception thrown) when (thrown is CallbackException or TimeoutException)
        {
            Settings.Warn(new(null, "asynchronous callbacks", thrown.Message, thrown));
        }

        Reset();
    }

    internal static CallbackSubscription Subscribe(
        EventSlot slot, Handler handler, string name, CallbackOptions? options, FailureRecord? failures = null)
    {
        options ??= CallbackOptions.Default;
        failures ??= options.Owner?.Failures ?? new(options.OnError ?? ExceptionPolicy.Propagate);
        var subscription = new CallbackSubscription(slot, handler, name, options, failures);
        slot.Add(subscription);
        return subscription;
    }

    private EventSlot SlotFor<T>(CallbackEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var slot = _slots[@event];
        return typeof(T).IsAssignableFrom(slot.ReceiverType)
            ? slot
            : throw CallbackTypeException.AtRegistration(@event, slot.ReceiverType, typeof(T));
    }

    private static void RejectAsyncVoid(Delegate callback)
    {
        if (callback.Method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            throw new ArgumentException(
                $"'{CallbackName.Of(callback)}' is an async void function: the run could neither wait for it nor see its exceptions. Add it with AddAsync.",
                nameof(callback));
        }
    }
}

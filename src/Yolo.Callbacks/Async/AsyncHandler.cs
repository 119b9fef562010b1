using System.Runtime.ExceptionServices;

namespace Yolo.Callbacks;

/// <summary>Copies the event's numbers and hands them to the background.</summary>
internal sealed class AsyncHandler<T> : Handler
    where T : class
{
    private readonly CallbackEvent _event;
    private readonly string _name;
    private readonly Func<T, bool>? _when;
    private readonly FailureRecord _failures;
    private readonly CallbackSettings _settings;
    private readonly AsyncQueue<EventSnapshot> _queue;
    private Exception? _pending;

    public AsyncHandler(
        CallbackEvent @event,
        string name,
        Func<EventSnapshot, CancellationToken, Task> callback,
        AsyncQueueOptions options,
        Func<T, bool>? when,
        FailureRecord failures,
        CallbackSettings settings)
    {
        _event = @event;
        _name = name;
        _when = when;
        _failures = failures;
        _settings = settings;
        _queue = new(callback, Failed, () => WarnDropped(options.Capacity), options);
    }

    public override bool Accepts(object receiver) => _when is null || _when((T)receiver);

    public override void Invoke(object receiver, long occurrence)
    {
        // Thrown as it was: the caller applies the policy and names event and callback.
        if (Interlocked.Exchange(ref _pending, null) is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }

        _queue.Enqueue(EventSnapshot.Take(_event, receiver));
    }

    public override void Drain(TimeSpan timeout)
    {
        if (!_queue.Drain(timeout))
        {
            throw new TimeoutException(FormattableString.Invariant(
                $"The asynchronous callback '{_name}' of '{_event.Name}' was not done {timeout.TotalSeconds:0.###} s after the end of the run; the rest is dropped."));
        }

        if (Interlocked.Exchange(ref _pending, null) is { } thrown)
        {
            throw new CallbackException(_event.Name, _name, thrown.Message, thrown);
        }
    }

    private void Failed(Exception thrown)
    {
        if (_failures.Policy.Propagates)
        {
            Interlocked.CompareExchange(ref _pending, thrown, null);
        }
        else
        {
            _failures.Handle(thrown, _event.Name, _name, _settings);
        }
    }

    private void WarnDropped(int capacity) =>
        _settings.Warn(new(_event.Name, _name, FormattableString.Invariant($"cannot keep up: more than {capacity} snapshots wait, some are dropped.")));
}

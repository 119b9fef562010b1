using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Yolo.Callbacks;

/// <summary>A bounded queue with one background reader, which starts when something is queued and ends when nothing is left.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The token source has no timer and nobody waits on its handle: there is nothing to release.")]
internal sealed class AsyncQueue(
    string eventName,
    string callbackName,
    Func<EventSnapshot, CancellationToken, Task> callback,
    AsyncQueueOptions options,
    FailureRecord failures,
    CallbackSettings settings)
{
    private readonly object _gate = new();
    private readonly Queue<EventSnapshot> _waiting = new();
    private CancellationTokenSource _stop = new();
    private Exception? _pending;
    private bool _isRunning;
    private bool _warnedDropped;

    public void Enqueue(EventSnapshot snapshot)
    {
        lock (_gate)
        {
            if (!MakeRoom())
            {
                return;
            }

            _waiting.Enqueue(snapshot);
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(WorkAsync);
            }
        }
    }

    /// <summary>Throws what the callback threw in the background, once; the caller applies the policy.</summary>
    public void ThrowPending()
    {
        // Kept as it was thrown: the entry that calls this wraps it with event and callback.
        if (Interlocked.Exchange(ref _pending, null) is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    /// <exception cref="TimeoutException">Not done in time; what still waits is dropped and the running call cancelled.</exception>
    /// <exception cref="CallbackException">The callback threw, and its policy is to propagate.</exception>
    public void Drain(TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (_isRunning)
            {
                var left = timeout - Stopwatch.GetElapsedTime(started);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                {
                    Abandon();
                    throw new TimeoutException(FormattableString.Invariant(
                        $"The asynchronous callback '{callbackName}' of '{eventName}' was not done {timeout.TotalSeconds:0.###} s after the end of the run; the rest is dropped."));
                }
            }
        }

        if (Interlocked.Exchange(ref _pending, null) is { } thrown)
        {
            throw thrown as CallbackException ?? new CallbackException(eventName, callbackName, thrown);
        }
    }

    private bool MakeRoom()
    {
        while (_waiting.Count >= options.Capacity)
        {
            if (options.WhenFull == AsyncQueueFullMode.Wait)
            {
                Monitor.Wait(_gate);
                continue;
            }

            WarnDropped();
            if (options.WhenFull == AsyncQueueFullMode.DropNewest)
            {
                return false;
            }

            _waiting.Dequeue();
        }

        return true;
    }

    private void WarnDropped()
    {
        if (!_warnedDropped)
        {
            _warnedDropped = true;
            settings.Warn(new(eventName, callbackName, FormattableString.Invariant($"cannot keep up: more than {options.Capacity} snapshots wait, some are dropped.")));
        }
    }

    private void Abandon()
    {
        _waiting.Clear();
        _stop.Cancel();
        _stop = new();
    }

    private async Task WorkAsync()
    {
        while (Next(out var snapshot, out var stop))
        {
            try
            {
                await callback(snapshot!, stop).ConfigureAwait(false);
            }
            catch (Exception thrown)
            {
                Failed(thrown);
            }
        }
    }

    private bool Next(out EventSnapshot? snapshot, out CancellationToken stop)
    {
        lock (_gate)
        {
            stop = _stop.Token;
            _isRunning = _waiting.TryDequeue(out snapshot);
            Monitor.PulseAll(_gate);
            return _isRunning;
        }
    }

    private void Failed(Exception thrown)
    {
        if (failures.Policy.Propagates)
        {
            Interlocked.CompareExchange(ref _pending, thrown, null);
        }
        else
        {
            failures.Handle(thrown, eventName, callbackName, settings);
        }
    }
}

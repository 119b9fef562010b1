using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Yolo.Callbacks;

/// <summary>A bounded queue with one background reader, which starts when something is queued and ends when nothing is left.</summary>
/// <param name="work">Deals with one item; its token is cancelled when a drain gives up.</param>
/// <param name="failed">Receives what <paramref name="work"/> throws, on the background thread.</param>
/// <param name="dropped">Called when the queue is full for the first time and drops an item.</param>
/// <param name="options">Capacity, and what happens when it is full.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The token source has no timer and nobody waits on its handle: there is nothing to release.")]
internal sealed class AsyncQueue<T>(Func<T, CancellationToken, Task> work, Action<Exception> failed, Action dropped, AsyncQueueOptions options)
{
    private readonly object _gate = new();
    private readonly Queue<T> _waiting = new();
    private CancellationTokenSource _stop = new();
    private bool _isRunning;
    private bool _hasDropped;

    public void Enqueue(T item)
    {
        lock (_gate)
        {
            if (!MakeRoom())
            {
                return;
            }

            _waiting.Enqueue(item);
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(WorkAsync);
            }
        }
    }

    /// <summary>Waits until everything is done. False: it took too long; what still waits is dropped and the running call cancelled.</summary>
    public bool Drain(TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (_isRunning)
            {
                var left = timeout - Stopwatch.GetElapsedTime(started);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                {
                    _waiting.Clear();
                    _stop.Cancel();
                    _stop = new();
                    return false;
                }
            }
        }

        return true;
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

            if (!_hasDropped)
            {
                _hasDropped = true;
                dropped();
            }

            if (options.WhenFull == AsyncQueueFullMode.DropNewest)
            {
                return false;
            }

            _waiting.Dequeue();
        }

        return true;
    }

    private async Task WorkAsync()
    {
        while (Next(out var item, out var stop))
        {
            try
            {
                await work(item!, stop).ConfigureAwait(false);
            }
            catch (Exception thrown)
            {
                failed(thrown);
            }
        }
    }

    private bool Next(out T? item, out CancellationToken stop)
    {
        lock (_gate)
        {
            stop = _stop.Token;
            _isRunning = _waiting.TryDequeue(out item);
            Monitor.PulseAll(_gate);
            return _isRunning;
        }
    }
}

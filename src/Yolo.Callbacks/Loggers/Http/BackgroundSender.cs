using System.Net.Http.Headers;

namespace Yolo.Callbacks;

/// <summary>
/// Sends requests in the background, in order, so that a slow server does not slow training. The first failure is reported; after three in a row
/// nothing more is tried in this run, because each try may cost a time-out.
/// </summary>
internal sealed class BackgroundSender : IDisposable
{
    private const int FailuresUntilGivingUp = 3;
    private const int WaitingAtMost = 4096;

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly Action<string, Exception?> _warn;
    private readonly AsyncQueue<Func<BackgroundSender, CancellationToken, Task>> _queue;
    private int _failuresInARow;
    private bool _hasWarned;

    public BackgroundSender(HttpMessageHandler? handler, TimeSpan timeout, IReadOnlyDictionary<string, string> headers, Action<string, Exception?> warn)
    {
        _client = handler is null ? new() : new(handler, disposeHandler: false);
        _client.Timeout = Timeout.InfiniteTimeSpan;
        _timeout = timeout;
        _warn = warn;
        foreach (var (name, value) in headers)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        // A full queue means that the server hangs: old values are worth less than the training's time.
        _queue = new(WorkAsync, Failed, () => WarnOnce("cannot keep up; some values are dropped.", null), new() { Capacity = WaitingAtMost, WhenFull = AsyncQueueFullMode.DropNewest });
    }

    public bool HasGivenUp => Volatile.Read(ref _failuresInARow) >= FailuresUntilGivingUp;

    public void Enqueue(Func<BackgroundSender, CancellationToken, Task> work)
    {
        if (!HasGivenUp)
        {
            _queue.Enqueue(work);
        }
    }

    /// <summary>Stops trying, after a failure without which nothing else makes sense.</summary>
    public void GiveUp() => Volatile.Write(ref _failuresInARow, FailuresUntilGivingUp);

    /// <summary>Waits for what is queued.</summary>
    public void Drain(TimeSpan timeout)
    {
        if (!_queue.Drain(timeout))
        {
            WarnOnce(FormattableString.Invariant($"the server did not take everything within {timeout.TotalSeconds:0.###} s after the end of the run; the rest is dropped."), null);
        }
    }

    /// <summary>Sends a request and returns the body of the answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="uri">The address.</param>
    /// <param name="content">The body; disposed with the request.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="isUpload">Uploads may take as long as the run's end waits.</param>
    /// <exception cref="HttpRequestException">No connection, or an answer other than success; the message says which and cites the answer.</exception>
    public async Task<string> SendAsync(HttpMethod method, Uri uri, HttpContent? content, CancellationToken stop, bool isUpload = false)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (!isUpload)
        {
            timed.CancelAfter(_timeout);
        }

        using var request = new HttpRequestMessage(method, uri) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await _client.SendAsync(request, timed.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(timed.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? body
                : throw new HttpRequestException($"{method} {uri} was answered {(int)response.StatusCode} {response.ReasonPhrase}: {Shorten(body)}", null, response.StatusCode);
        }
        catch (OperationCanceledException thrown) when (!stop.IsCancellationRequested)
        {
            throw new HttpRequestException(FormattableString.Invariant($"{method} {uri} was not answered within {_timeout.TotalSeconds:0.###} s."), thrown);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task WorkAsync(Func<BackgroundSender, CancellationToken, Task> work, CancellationToken stop)
    {
        if (HasGivenUp)
        {
            return;
        }

        await work(this, stop).ConfigureAwait(false);
        Volatile.Write(ref _failuresInARow, HasGivenUp ? FailuresUntilGivingUp : 0);
    }

    private void Failed(Exception thrown)
    {
        Interlocked.Increment(ref _failuresInARow);
        if (thrown is OperationCanceledException)
        {
            // The end of the run gave up waiting, and says so itself.
            return;
        }

        WarnOnce($"{thrown.Message} Training goes on; later failures are not reported.", thrown);
    }

    private void WarnOnce(string message, Exception? thrown)
    {
        if (!_hasWarned)
        {
            _hasWarned = true;
            _warn(message, thrown);
        }
    }

    private static string Shorten(string body) => body.Length <= 300 ? body : body[..300] + "…";
}

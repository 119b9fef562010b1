namespace Yolo.Engine.Prediction;

/// <summary>
/// Enumerates on a thread of its own, a step each time it is asked. Always the same thread: libtorch keeps a team of workers for every thread
/// that computes, so steps on whatever thread is free would make ever more of them.
/// </summary>
/// <param name="items">What is enumerated.</param>
internal sealed class EnumerationThread<T>(IEnumerable<T> items) : IAsyncDisposable
{
    private readonly SemaphoreSlim asked = new(0);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<bool>? answer;
    private bool stopped;
    private bool started;
    private T current = default!;

    /// <summary>The item of the last step.</summary>
    internal T Current => current;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (started)
        {
            stopped = true;
            asked.Release();
            await ended.Task.ConfigureAwait(false);
        }

        asked.Dispose();
    }

    /// <summary>Goes to the next item.</summary>
    /// <returns>False at the end.</returns>
    internal Task<bool> MoveNextAsync()
    {
        answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!started)
        {
            started = true;
            new Thread(Run) { IsBackground = true, Name = "predicts" }.Start();
        }

        asked.Release();
        return answer.Task;
    }

    private void Run()
    {
        try
        {
            using var enumerator = items.GetEnumerator();
            while (Step(enumerator))
            {
            }
        }
        catch (Exception error)
        {
            ended.TrySetException(error);
        }

        ended.TrySetResult();
    }

    private bool Step(IEnumerator<T> enumerator)
    {
        asked.Wait();
        if (stopped)
        {
            return false;
        }

        try
        {
            var any = enumerator.MoveNext();
            current = any ? enumerator.Current : default!;
            answer!.SetResult(any);
        }
        catch (Exception error)
        {
            answer!.SetException(error);
        }

        return true;
    }
}

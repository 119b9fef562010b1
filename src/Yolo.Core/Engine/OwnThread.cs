namespace Yolo.Engine;

/// <summary>
/// Runs something long on a thread of its own, from its beginning to its end: dispose scopes belong to a thread, and libtorch keeps a team of workers for
/// every thread that computes. The pool of .NET, whose threads are few, is not kept busy for hours.
/// </summary>
internal static class OwnThread
{
    /// <summary>Starts it.</summary>
    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="work">What is run.</param>
    /// <param name="cancellation">What it looks at; cancelled already, nothing is started.</param>
    /// <returns>Its outcome; what it throws; cancelled, if that is an <see cref="OperationCanceledException"/>.</returns>
    internal static Task<T> Run<T>(string name, Func<T> work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }

        // Whoever waits goes on elsewhere: this thread ends with its work.
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Complete(outcome, work)) { IsBackground = true, Name = name }.Start();
        return outcome.Task;
    }

    private static void Complete<T>(TaskCompletionSource<T> outcome, Func<T> work)
    {
        try
        {
            outcome.SetResult(work());
        }
        catch (OperationCanceledException stopped)
        {
            outcome.SetCanceled(stopped.CancellationToken.IsCancellationRequested ? stopped.CancellationToken : new CancellationToken(canceled: true));
        }
        catch (Exception error)
        {
            outcome.SetException(error);
        }
    }
}

using Yolo.Runtime.Mpi;

namespace Yolo.Engine.Distributed;

/// <summary>Something that all ranks do together, under way on the thread that talks to them.</summary>
/// <param name="start">Starts it and gives MPI's request.</param>
internal sealed class RankOperation(Func<MpiLibrary, nint> start)
{
    private readonly ManualResetEventSlim over = new(initialState: false, spinCount: 100);
    private volatile bool isAwaited;
    private volatile RankFailedException? failure;

    /// <summary>Whether somebody has nothing else to do than to wait for it.</summary>
    internal bool IsAwaited => isAwaited;

    internal nint Start(MpiLibrary mpi) => start(mpi);

    /// <summary>Ends it.</summary>
    /// <param name="error">Why it cannot be done any more; null if it is done.</param>
    internal void End(RankFailedException? error)
    {
        failure = error;
        over.Set();
    }

    /// <summary>Waits until it is done.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    internal void Wait()
    {
        isAwaited = true;
        over.Wait();
        if (failure is { } error)
        {
            throw new RankFailedException(error.Message);
        }
    }
}

using Yolo.Runtime.Mpi;

namespace Yolo.Engine.Distributed;

/// <summary>Something that all ranks do together, under way on the thread that talks to them.</summary>
/// <param name="start">Starts it and gives MPI's request.</param>
/// <param name="memory">Holds the memory that it uses.</param>
internal sealed class RankOperation(Func<MpiLibrary, nint> start, IDisposable memory)
{
    private readonly TaskCompletionSource<RankFailedException?> over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isAwaited;

    /// <summary>Whether somebody has nothing else to do than to wait for it.</summary>
    internal bool IsAwaited => isAwaited;

    /// <summary>Holds the memory that it uses, until it is done.</summary>
    internal IDisposable Memory => memory;

    internal nint Start(MpiLibrary mpi) => start(mpi);

    /// <summary>Ends it.</summary>
    /// <param name="error">Why it cannot be done any more; null if it is done.</param>
    internal void End(RankFailedException? error) => over.SetResult(error);

    /// <summary>Waits until it is done.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    internal void Wait()
    {
        isAwaited = true;
        if (over.Task.GetAwaiter().GetResult() is { } error)
        {
            throw new RankFailedException(error.Message);
        }
    }
}

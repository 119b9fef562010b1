using System.Collections.Concurrent;
using Yolo.Runtime.Mpi;

namespace Yolo.Engine.Distributed;

/// <summary>
/// The one thread that talks to the other ranks: it begins and ends with MPI, and does one operation after the other, in the order in which they were
/// asked for, which is the same on all ranks. Meanwhile it looks out for a rank that has failed.
/// </summary>
internal sealed class RankThread
{
    private const int Spins = 200;
    private const int Yields = 2000;

    private static readonly TimeSpan LookOut = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(10);

    private readonly BlockingCollection<RankOperation> operations = [];
    private readonly TaskCompletionSource<MpiLibrary> opened = new();
    private readonly Thread thread;
    private volatile RankFailedException? failure;
    private volatile string? lastWords;

    internal RankThread()
    {
        thread = new Thread(Work) { IsBackground = true, Name = "yolo ranks" };
        thread.Start();
    }

    /// <summary>Called when another rank has failed; null, the default, for nothing.</summary>
    internal Action? Failed { get; set; }

    /// <summary>What another rank has told when it failed; null, so far, for nothing.</summary>
    internal RankFailedException? Failure => failure;

    /// <summary>MPI, when all ranks have met.</summary>
    /// <exception cref="MpiException">There is none.</exception>
    internal MpiLibrary Mpi => opened.Task.GetAwaiter().GetResult();

    /// <summary>Asks for an operation.</summary>
    internal RankOperation Begin(Func<MpiLibrary, nint> start)
    {
        var operation = new RankOperation(start);
        operations.Add(operation);
        return operation;
    }

    /// <summary>Tells all other ranks that this one cannot go on; nothing can be done together from now on.</summary>
    /// <param name="reason">Why.</param>
    internal void Fail(string reason)
    {
        if (failure is null && lastWords is null)
        {
            lastWords = reason;
            operations.CompleteAdding();
            _ = thread.Join(LongestLeave);
        }
    }

    /// <summary>Takes leave of the other ranks when all have come to their end, unless one has failed: then they end without.</summary>
    /// <param name="meet">Waits for all ranks, since rank 0 may still write what the others have long done with.</param>
    internal void Leave(Action meet)
    {
        if (failure is not null || operations.IsAddingCompleted)
        {
            return;
        }

        try
        {
            meet();
        }
        catch (RankFailedException)
        {
            return;
        }

        operations.CompleteAdding();
        _ = thread.Join(LongestLeave);
    }

    private void Work()
    {
        MpiLibrary mpi;
        try
        {
            mpi = MpiLibrary.Open();
            opened.SetResult(mpi);
        }
        catch (MpiException error)
        {
            opened.SetException(error);
            return;
        }

        while (!operations.IsCompleted)
        {
            if (operations.TryTake(out var operation, LookOut))
            {
                operation.End(failure ?? Do(operation, mpi));
            }
            else
            {
                Listen(mpi);
            }
        }

        if (failure is null)
        {
            Close(mpi);
        }
    }

    private void Close(MpiLibrary mpi)
    {
        if (lastWords is { } words)
        {
            mpi.Tell(words);
        }
        else
        {
            mpi.End();
        }
    }

    private RankFailedException? Do(RankOperation operation, MpiLibrary mpi)
    {
        var request = operation.Start(mpi);
        for (var turn = 0; !mpi.IsOver(ref request); turn++)
        {
            Listen(mpi);
            if (failure is not null)
            {
                return failure;
            }

            if (lastWords is { } words)
            {
                return new RankFailedException(words);
            }

            Pause(turn, operation.IsAwaited);
        }

        return null;
    }

    private void Listen(MpiLibrary mpi)
    {
        if (failure is null && mpi.Heard() is { } words)
        {
            failure = new RankFailedException(words);
            Failed?.Invoke();
        }
    }

    // Where others compute meanwhile, the processor is theirs.
    private static void Pause(int turn, bool isAwaited)
    {
        if (isAwaited && turn < Spins)
        {
            Thread.SpinWait(20);
        }
        else if (isAwaited && turn < Yields)
        {
            _ = Thread.Yield();
        }
        else
        {
            Thread.Sleep(1);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
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

    // Rank 0 has said what there was to say; its exit status follows.
    private const string Said = "said ";

    private static readonly TimeSpan LookOut = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(10);

    // Callbacks may save something when a run ends by an error.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(20);

    private readonly BlockingCollection<Action<MpiLibrary>> tasks = [];
    private readonly TaskCompletionSource<MpiLibrary> opened = new();
    private readonly ConcurrentDictionary<int, RankEnd> ends = [];

    // MPI may go on with what has begun as long as anybody listens: its memory stays where it is.
    private readonly List<RankOperation> abandoned = [];

    private volatile RankFailedException? failure;
    private volatile RankFailedException? ownFailure;
    private volatile string? said;
    private long heardAt;
    private bool hasLeft;

    /// <param name="launched">How this process was started.</param>
    internal RankThread(LaunchedAs launched)
    {
        new Thread(() => Work(launched)) { IsBackground = true, Name = "yolo ranks" }.Start();
    }

    /// <summary>Called when another rank has failed; null, the default, for nothing.</summary>
    internal Action? Failed { get; set; }

    /// <summary>What another rank has told when it failed; null, so far, for nothing.</summary>
    internal RankFailedException? Failure => failure;

    /// <summary>Whether all ranks end for the same reason and know it, so that none has to tell the others.</summary>
    internal bool IsEndKnown { get; set; }

    /// <summary>What the ranks have told that ended, this one too.</summary>
    internal IReadOnlyDictionary<int, RankEnd> Ends => ends;

    /// <summary>MPI, when all ranks have met.</summary>
    /// <exception cref="MpiException">There is none.</exception>
    internal MpiLibrary Mpi => opened.Task.GetAwaiter().GetResult();

    /// <summary>Waits a while for the other ranks to come.</summary>
    /// <param name="limit">How long.</param>
    /// <returns>Whether they came; false, too, where there is no MPI.</returns>
    internal bool TryMeet(TimeSpan limit)
    {
        _ = Task.WhenAny(opened.Task, Task.Delay(limit)).GetAwaiter().GetResult();
        return opened.Task.IsCompletedSuccessfully && Mpi.Size > 1;
    }

    /// <summary>Asks for an operation.</summary>
    /// <param name="start">Starts it and gives MPI's request.</param>
    /// <param name="memory">Holds the memory that it uses; disposed when it is done.</param>
    internal RankOperation Begin(Func<MpiLibrary, nint> start, IDisposable memory)
    {
        var operation = new RankOperation(start, memory);
        tasks.Add(mpi => operation.End(failure ?? ownFailure ?? Do(operation, mpi)));
        return operation;
    }

    /// <summary>Tells all other ranks how this one ends, if it has not told yet. Where it has failed, nothing can be done together from now on.</summary>
    internal void Tell(RankEnd end)
    {
        if (ends.TryAdd(Mpi.Rank, end))
        {
            ownFailure = end.IsFailure ? FailureOf(Mpi.Rank, end) : null;
            Post(mpi => mpi.Tell(end.ToMessage()));
        }
    }

    /// <summary>Whether all ranks have told how they end.</summary>
    internal bool AreEnding => ends.Count == Mpi.Size;

    /// <summary>Waits a while until all other ranks have told how they end.</summary>
    /// <returns>Whether they have.</returns>
    internal bool AwaitEnds() => SpinWait.SpinUntil(() => AreEnding, LongestEnd);

    /// <summary>Tells all other ranks that this one, which is rank 0, has said what went wrong.</summary>
    /// <param name="status">The exit status of all.</param>
    internal void TellSaid(int status) => Post(mpi => mpi.Tell(string.Create(CultureInfo.InvariantCulture, $"{Said}{status}")));

    /// <summary>Waits a while until rank 0 has said what went wrong.</summary>
    /// <returns>The exit status of all; null where rank 0 says nothing.</returns>
    internal int? AwaitSaid()
    {
        // Rank 0 itself may have waited for a rank that does not answer.
        _ = SpinWait.SpinUntil(() => said is not null || (ends.TryGetValue(0, out var first) && first.Status == 0), LongestEnd + LookOut + LookOut);
        return said is { } words ? int.Parse(words.AsSpan(Said.Length), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Ends all processes at once, this one too.</summary>
    internal void Abort(int status) => Post(mpi => mpi.Abort(status));

    /// <summary>Takes leave of the other ranks when all have come to their end, unless one has failed: then they end without.</summary>
    /// <param name="meet">Waits for all ranks, since rank 0 may still write what the others have long done with.</param>
    internal void Leave(Action meet)
    {
        try
        {
            meet();
        }
        catch (RankFailedException error)
        {
            Tell(RankEnd.Of(error, status: 0));
            _ = AwaitEnds();
            return;
        }

        Finish();
    }

    /// <summary>Takes leave of the other ranks, which do so too.</summary>
    internal void Finish() => Post(mpi =>
    {
        mpi.End();
        hasLeft = true;
    });

    // The process may end after it.
    private void Post(Action<MpiLibrary> task)
    {
        var isDone = new ManualResetEventSlim();
        tasks.Add(mpi =>
        {
            task(mpi);
            isDone.Set();
        });
        _ = isDone.Wait(LongestLeave);
    }

    private void Work(LaunchedAs launched)
    {
        MpiLibrary mpi;
        try
        {
            mpi = MpiLibrary.Open(launched.By!.Interfaces, launched.By.Name);
            opened.SetResult(mpi);
        }
        catch (Exception error)
        {
            opened.SetException(error);
            return;
        }

        while (!hasLeft)
        {
            if (tasks.TryTake(out var task, LookOut))
            {
                task(mpi);
            }
            else
            {
                Listen(mpi);
                AbortIfOverdue(mpi);
            }
        }
    }

    // A program that does not come to its end after another rank has failed, since it does something else or waits for who is gone.
    private void AbortIfOverdue(MpiLibrary mpi)
    {
        if (failure is not null && !ends.ContainsKey(mpi.Rank) && Stopwatch.GetElapsedTime(heardAt) > LongestEnd)
        {
            mpi.Abort(status: 1);
        }
    }

    private RankFailedException? Do(RankOperation operation, MpiLibrary mpi)
    {
        var request = operation.Start(mpi);
        for (var turn = 0; !mpi.IsOver(ref request); turn++)
        {
            Listen(mpi);
            if ((failure ?? ownFailure) is { } error)
            {
                abandoned.Add(operation);
                return error;
            }

            Pause(turn, operation.IsAwaited);
        }

        operation.Memory.Dispose();
        return null;
    }

    private void Listen(MpiLibrary mpi)
    {
        while (mpi.Heard() is var (rank, words))
        {
            if (words.StartsWith(Said, StringComparison.Ordinal))
            {
                said = words;
                continue;
            }

            var end = RankEnd.Parse(words);
            if (end.IsFailure && failure is null)
            {
                (heardAt, failure) = (Stopwatch.GetTimestamp(), FailureOf(rank, end));
                Failed?.Invoke();
            }

            ends[rank] = end;
        }
    }

    private RankFailedException FailureOf(int rank, RankEnd end) => new(end.Placed(rank, Mpi.Size));

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

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

    // The rank that has failed waits for the others, and speaks, before one of them gives up on itself.
    private static readonly TimeSpan LongestDelay = LongestEnd * 1.5;

    private readonly BlockingCollection<Action<MpiLibrary>> tasks = [];
    private readonly TaskCompletionSource<MpiLibrary> opened = new();
    private readonly ConcurrentDictionary<int, RankEnd> ends = [];

    // MPI may go on with what has begun as long as anybody listens: its memory stays where it is.
    private readonly List<RankOperation> abandoned = [];

    private readonly Thread thread;
    private volatile RankFailedException? failure;
    private volatile RankFailedException? ownFailure;
    private volatile string? said;
    private volatile bool hasLeft;
    private long? urgentSince;

    /// <param name="launched">How this process was started.</param>
    internal RankThread(LaunchedAs launched)
    {
        thread = new Thread(() => Work(launched)) { IsBackground = true, Name = "yolo ranks" };
        thread.Start();
    }

    /// <summary>Called when another rank has failed; null, the default, for nothing.</summary>
    internal Action? Failed { get; set; }

    /// <summary>What another rank has told when it failed; null, so far, for nothing.</summary>
    internal RankFailedException? Failure => failure;

    /// <summary>Whether it is this one that asks; what it would ask for would wait for itself.</summary>
    internal bool IsCurrent => Thread.CurrentThread == thread;

    /// <summary>What the ranks have told that ended, this one too.</summary>
    internal IReadOnlyDictionary<int, RankEnd> Ends => ends;

    /// <summary>The exit status that these ask for, causes before consequences and low ranks before high ones; 0 if none does.</summary>
    internal int WantedStatus => ends.Where(end => end.Value.Status != 0)
        .OrderBy(end => !end.Value.IsFailure).ThenBy(end => end.Key).Select(end => end.Value.Status).FirstOrDefault();

    /// <summary>MPI, when all ranks have met.</summary>
    /// <exception cref="MpiException">There is none.</exception>
    internal MpiLibrary Mpi => opened.Task.GetAwaiter().GetResult();

    /// <summary>Waits a while for the other ranks to come.</summary>
    /// <param name="limit">How long.</param>
    /// <returns>Whether they are there; false, too, where there is no MPI, and after leave was taken.</returns>
    internal bool TryMeet(TimeSpan limit)
    {
        _ = Task.WhenAny(opened.Task, Task.Delay(limit)).GetAwaiter().GetResult();
        return opened.Task.IsCompletedSuccessfully && Mpi.Size > 1 && !hasLeft;
    }

    /// <summary>Asks for an operation.</summary>
    /// <param name="start">Starts it and gives MPI's request.</param>
    /// <param name="memory">Holds the memory that it uses; disposed when it is done.</param>
    internal RankOperation Begin(Func<MpiLibrary, nint> start, IDisposable memory)
    {
        var operation = new RankOperation(start, memory);
        tasks.Add(mpi => operation.End(Do(operation, mpi)));
        return operation;
    }

    /// <summary>
    /// Tells all other ranks how this one ends, if it has told nothing as bad yet. Where it has failed, nothing can be done together from now on.
    /// </summary>
    internal void Tell(RankEnd end)
    {
        var told = ends.GetOrAdd(Mpi.Rank, end);
        if (ReferenceEquals(told, end) || (end.IsUrgent && !told.IsUrgent && ends.TryUpdate(Mpi.Rank, end, told)))
        {
            ownFailure = end.IsFailure ? FailureOf(Mpi.Rank, end) : ownFailure;
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
    /// <returns>The exit status of all; null where rank 0, whose own part went well, says nothing, which is known when all have told how they end.</returns>
    internal int? AwaitSaid()
    {
        // Rank 0 itself may have waited for a rank that does not answer.
        _ = SpinWait.SpinUntil(() => said is not null || (AreEnding && ends[0] is { Status: 0, IsFailure: false }), LongestEnd + LookOut + LookOut);
        return said is { } words ? int.Parse(words.AsSpan(Said.Length), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Ends all processes at once, this one too.</summary>
    internal void Abort(int status) => Post(mpi => mpi.Abort(status));

    /// <summary>Takes leave of the other ranks when all have come to their end, unless one has failed: then they end without.</summary>
    /// <param name="meet">Waits for all ranks, since rank 0 may still write what the others have long done with.</param>
    /// <returns>The exit status: 0, or that of what has failed meanwhile.</returns>
    internal int Leave(Action meet)
    {
        if (hasLeft)
        {
            return WantedStatus;
        }

        try
        {
            meet();
        }
        catch (RankFailedException error)
        {
            Tell(RankEnd.Of(error, status: 0));

            while (!AwaitEnds() && WantedStatus == 0)
            {
                // Somebody has but given up: the others have all the time that they need.
            }
        }

        if (WantedStatus == 0)
        {
            Finish();
        }

        return WantedStatus;
    }

    /// <summary>Takes leave of the other ranks, which do so too. Nothing is done together from then on.</summary>
    internal void Finish() => Post(mpi =>
    {
        ownFailure = new RankFailedException("The ranks have taken leave of each other: nothing can be done together any more.");
        hasLeft = true;

        // MPI does not end in the middle of something.
        if (abandoned.Count == 0)
        {
            mpi.End();
        }
    });

    // Waits for what is asked for, since the process may end right after it, but not for ever, since MPI may wait for a rank that is gone.
    private void Post(Action<MpiLibrary> task)
    {
        var isDone = new ManualResetEventSlim();
        tasks.Add(mpi =>
        {
            if (!hasLeft)
            {
                task(mpi);
            }

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

        // Also after leave was taken, for who asks nevertheless.
        while (true)
        {
            if (tasks.TryTake(out var task, LookOut))
            {
                task(mpi);
            }
            else if (!hasLeft)
            {
                Listen(mpi);
                ThrowIfOverdue(mpi);
            }
        }
    }

    // A program that does not come to its end after another rank has failed, since it does something else or waits for who is gone: nobody catches it,
    // so that .NET says why and ends the process.
    private void ThrowIfOverdue(MpiLibrary mpi)
    {
        if (urgentSince is { } since && !ends.ContainsKey(mpi.Rank) && Stopwatch.GetElapsedTime(since) > LongestDelay)
        {
            throw failure!;
        }
    }

    private RankFailedException? Do(RankOperation operation, MpiLibrary mpi)
    {
        if ((failure ?? ownFailure) is { } known)
        {
            operation.Memory.Dispose();
            return known;
        }

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
            var isFirst = end.IsFailure && failure is null;
            if (isFirst || (end.IsUrgent && urgentSince is null))
            {
                failure = FailureOf(rank, end);
            }

            urgentSince ??= end.IsUrgent ? Stopwatch.GetTimestamp() : null;
            ends[rank] = end;
            if (isFirst)
            {
                Failed?.Invoke();
            }
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

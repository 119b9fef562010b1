using Yolo.Runtime.Mpi;

namespace Yolo.Engine.Distributed;

/// <summary>
/// How a process that was started as one of several ends when something went wrong, in a run or outside of one: the others learn of it and end too, also
/// under a launcher that would leave them, and what several ranks found alike is said once, by rank 0.
/// </summary>
internal static class LastWords
{
    // Others may have to load a large model before they come. A launcher that ends them itself is told sooner by the exit status than they by MPI.
    private static readonly TimeSpan LongestMeeting = TimeSpan.FromSeconds(20);

    // mpirun ends all as soon as one is gone: the rank that failed may want to write its trace, or rank 0 of the host what all of it lack.
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(1);

    private static int watches;

    // Nothing is left to tell when the process ends.
    private static bool hasSpoken;

    /// <summary>Says what ended this process, unless another rank says it, and tells the others.</summary>
    /// <param name="error">What ended it.</param>
    /// <param name="status">The exit status that it asks for.</param>
    /// <param name="say">Writes a line for people.</param>
    /// <returns>The exit status, the same on all ranks.</returns>
    internal static int Say(Exception error, int status, Action<string> say)
    {
        hasSpoken = true;
        var launched = LaunchedAs.This;
        if (launched.Size == 1)
        {
            say(error.Message);
            return status;
        }

        var (own, hadMet) = (RankEnd.Of(error, status), World.HasMet);
        if (!World.TryMeet(LongestMeeting, out var ranks))
        {
            SayAlone(error, own, launched, say);
            return status;
        }

        ranks.Tell(own);
        status = ranks.Mpi.Rank == 0 ? SayForAll(ranks, status, say) : LeaveItToTheFirst(error, status, ranks, say);

        // MPICH's mpiexec kills all, and forgets their status, where one ends without leave; but what has begun together would be waited for.
        if (!hadMet && ranks.AwaitEnds() && AreAlike(ranks))
        {
            ranks.Finish();
        }

        return status;
    }

    /// <summary>Ends what people have interrupted together with the other ranks, where these have met; whether they were interrupted, too, or not.</summary>
    /// <param name="error">What the interruption ended this process by; null where all ranks have agreed to end by it.</param>
    /// <param name="status">The exit status that it asks for.</param>
    /// <returns>The exit status, the same on all ranks.</returns>
    internal static int Interrupt(Exception? error, int status)
    {
        hasSpoken = true;
        if (!World.HasMet || !World.TryMeet(TimeSpan.Zero, out var ranks))
        {
            return status;
        }

        ranks.Tell(error is null ? new RankEnd(status, Environment.MachineName, string.Empty) : RankEnd.Of(error, status));
        if (ranks.Mpi.Rank > 0)
        {
            return ranks.AwaitSaid() ?? status;
        }

        _ = ranks.AwaitEnds();
        ranks.TellSaid(status);
        return status;
    }

    /// <summary>
    /// Watches from now on how this process ends: of the command from its beginning, of other programs when they use the ranks. What never does may be one
    /// of several for reasons of its own.
    /// </summary>
    internal static void Watch()
    {
        if (LaunchedAs.This.Size > 1 && Interlocked.Exchange(ref watches, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, thrown) => EndUnhandled((Exception)thrown.ExceptionObject);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => End(Environment.ExitCode);
        }
    }

    // The others cannot be asked, so that everybody speaks; but a library that is not there is not there for all of a host.
    private static void SayAlone(Exception error, RankEnd own, LaunchedAs launched, Action<string> say)
    {
        if (error is not MpiException)
        {
            say(own.Placed(launched.Rank, launched.Size));
        }
        else if (launched.LocalRank == 0)
        {
            say(error.Message);
        }
        else
        {
            Thread.Sleep(Courtesy);
        }
    }

    private static int SayForAll(RankThread ranks, int status, Action<string> say)
    {
        var areAll = ranks.AwaitEnds();
        var failures = ranks.Ends.Where(end => end.Value.IsFailure).OrderBy(end => end.Key).DistinctBy(end => end.Value.Key).ToList();
        foreach (var (rank, end) in failures)
        {
            say(AreAlike(ranks) ? end.Error : end.Placed(rank, ranks.Mpi.Size));
        }

        status = ranks.WantedStatus is not 0 and var wanted ? wanted : status;
        ranks.TellSaid(status);
        if (!areAll)
        {
            ranks.Abort(status);
        }

        return status;
    }

    private static int LeaveItToTheFirst(Exception error, int status, RankThread ranks, Action<string> say)
    {
        if (ranks.AwaitSaid() is { } agreed)
        {
            return agreed;
        }

        say(ranks.Ends[ranks.Mpi.Rank] is { IsFailure: true } own ? own.Placed(ranks.Mpi.Rank, ranks.Mpi.Size) : error.Message);
        if (!ranks.AreEnding)
        {
            ranks.Abort(status);
        }

        return status;
    }

    // Whether each has found the same by itself.
    private static bool AreAlike(RankThread ranks) =>
        ranks.AreEnding && ranks.Ends.Values.All(end => end.IsFailure) && ranks.Ends.Values.DistinctBy(end => end.Key).Count() == 1;

    // .NET writes the trace after this. Who talks to the others can tell them nothing any more.
    private static void EndUnhandled(Exception error)
    {
        if (!World.TryMeet(LongestMeeting, out var ranks) || ranks.IsCurrent)
        {
            return;
        }

        ranks.Tell(RankEnd.Of(error, status: 1));
        _ = ranks.AwaitEnds();
        if (ranks.Mpi.Rank == 0)
        {
            ranks.TellSaid(1);
        }

        if (error is RankFailedException)
        {
            Thread.Sleep(Courtesy);
        }
    }

    // 130 and 143 are those of Ctrl-C and SIGTERM, which go to all.
    private static void End(int status)
    {
        if (status == 0)
        {
            Environment.ExitCode = World.Leave();
        }
        else if (status is not (130 or 143) && !hasSpoken && World.TryMeet(LongestMeeting, out var ranks))
        {
            ranks.Tell(new RankEnd(status, Environment.MachineName, FormattableString.Invariant($"it ended with the exit status {status}")));
            _ = ranks.AwaitEnds();
        }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using Yolo.Engine.Distributed;
using Yolo.Runtime.Mpi;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>A program of somebody's own on several ranks, of which rank 1 comes to another end than the others; started by <see cref="Program"/> in processes of their own.</summary>
internal static partial class ProgramOfOnesOwn
{
    /// <summary>Does what a test asks for.</summary>
    /// <param name="act">What it does.</param>
    /// <returns>The exit status.</returns>
    internal static int Run(string act)
    {
        var rank = int.Parse(Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK")!, CultureInfo.InvariantCulture);
        switch (act)
        {
            case "alone":
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.Error.WriteLine($"has met: {World.HasMet}");
                return rank;
            case "host":
                _ = MPI_Init(0, 0);
                Console.Error.WriteLine(Refusal(() => _ = World.Current));
                _ = MPI_Finalize();
                return rank;
        }

        World.Current.Barrier();
        switch (act, rank)
        {
            case ("throws" or "sleeps", 1):
                throw new InvalidOperationException("on one rank alone");
            case ("sleeps", _):
                Thread.Sleep(Timeout.Infinite);
                break;
            case ("exits3", 1):
                return 3;
            case ("exits200", 1):
                return 200;
            case ("speaks", 1):
                return LastWords.Say(new InvalidOperationException("on one rank alone"), 3, Console.Error.WriteLine);
            case ("speaks", 2):
                Thread.Sleep(TimeSpan.FromSeconds(2));
                break;
            case ("givesup", 1):
                World.Current.Fail(new OperationCanceledException("it has what it looked for"));
                break;
            case ("givesup", _):
                Thread.Sleep(TimeSpan.FromSeconds(2));
                Console.Error.WriteLine(Refusal(World.Current.Barrier));
                break;
            case ("leaves", _):
                _ = World.Leave();
                Console.Error.WriteLine(Refusal(World.Current.Barrier));
                return 3;
            case ("throws" or "exits3" or "exits200", _):
                World.Current.Barrier();
                break;
        }

        return 0;
    }

    private static string Refusal(Action act)
    {
        try
        {
            act();
            return "It is not refused.";
        }
        catch (Exception error) when (error is MpiException or RankFailedException)
        {
            return error.Message;
        }
    }

    [LibraryImport("libmpi.so.40")]
    private static partial int MPI_Init(nint count, nint words);

    [LibraryImport("libmpi.so.40")]
    private static partial int MPI_Finalize();
}

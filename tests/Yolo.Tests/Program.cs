using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Cli;
using Yolo.Engine.Distributed;
using Yolo.Runtime.Kernels;
using Yolo.Runtime.Mpi;

namespace Yolo.Tests;

/// <summary>
/// The command on a processor whose kernels are wrong above SSE4.1, as tests start it in a process of its own. <c>once</c> as the first word keeps it
/// from starting again; <c>mended</c> makes them right, and wrong wherever the environment names a level; <c>maps</c> lets it say at its end which files of libtorch it had loaded; <c>rank</c> is a program of somebody's own on several
/// ranks, of which rank 1 comes to another end than the others.
/// </summary>
internal static partial class Program
{
    private static int Main(string[] words)
    {
        ProcessorTrial.Kernels = (shape, input, weight) => ProcessorTrial.Level == ProcessorTrial.LowestLevel ? shape.Convolve(input, weight) : torch.zeros_like(shape.Convolve(input, weight), requires_grad: true);
        switch (words)
        {
            case ["once", .. var rest]:
                return CommandLine.Run(rest, Console.Out, Console.Error);
            case ["maps", .. var rest]:
                var status = CommandLine.Run(rest, Console.Out, Console.Error);
                foreach (var map in File.ReadLines("/proc/self/maps").Where(map => map.Contains("libtorch", StringComparison.Ordinal) || map.Contains("LibTorchSharp", StringComparison.Ordinal)))
                {
                    Console.WriteLine(map);
                }

                return status;
            case ["mended", .. var rest]:
                // In double precision libtorch is right on every processor.
                ProcessorTrial.Kernels = (shape, input, weight) => ProcessorTrial.Level is null
                    ? shape.Convolve(input.to(torch.float64), weight.to(torch.float64)).to(torch.float32) : torch.zeros_like(shape.Convolve(input, weight), requires_grad: true);
                return CommandLine.Run(rest, Console.Out, Console.Error, level => Restart.At(level, Console.Error));
            case ["rank", var act]:
                return Rank(act);
            default:
                return CommandLine.Run(words, Console.Out, Console.Error, level => Restart.At(level, Console.Error));
        }
    }

    private static int Rank(string act)
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

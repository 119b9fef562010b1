using TorchSharp;
using Yolo.Cli;
using Yolo.Engine.Distributed;
using Yolo.Runtime.Kernels;

namespace Yolo.Tests;

/// <summary>
/// The command on a processor whose kernels are wrong above SSE4.1, as tests start it in a process of its own. <c>once</c> as the first word keeps it
/// from starting again; <c>mended</c> makes them right, and wrong wherever the environment names a level; <c>maps</c> lets it say at its end which files of libtorch it had loaded; <c>rank</c> is a program of somebody's own on several
/// ranks, of which rank 1 comes to another end than the others.
/// </summary>
internal static class Program
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
        var isOther = Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK") == "1";
        if (act.EndsWith("after", StringComparison.Ordinal))
        {
            World.Current.Barrier();
        }

        switch (act)
        {
            case "throws-before" or "throws-after" or "sleeps-after" when isOther:
                throw new InvalidOperationException("on one rank alone");
            case "sleeps-after":
                Thread.Sleep(Timeout.Infinite);
                return 0;
            case "exits-before" or "exits-after" when isOther:
                return 3;
            default:
                World.Current.Barrier();
                return 0;
        }
    }
}

using TorchSharp;
using Yolo.Cli;
using Yolo.Runtime.Kernels;

namespace Yolo.Tests;

/// <summary>
/// The command on a processor whose kernels are wrong above SSE4.1, as tests start it in a process of its own. <c>once</c> as the first word keeps it
/// from starting again; <c>maps</c> lets it say at its end which files of libtorch it had loaded.
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
            default:
                return CommandLine.Run(words, Console.Out, Console.Error, level => Restart.At(level, Console.Error));
        }
    }
}

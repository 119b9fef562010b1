using TorchSharp;
using Yolo.Cli;
using Yolo.Runtime.Kernels;
using Yolo.Tests.Engine.Distributed;

namespace Yolo.Tests;

/// <summary>
/// The command on a processor whose kernels are wrong above SSE4.1, as tests start it in a process of its own. <c>once</c> as the first word keeps it
/// from starting again; <c>mended</c> makes them right, and wrong wherever the environment names a level; <c>maps</c> lets it say at its end which files
/// of libtorch it had loaded; <c>rank</c> is <see cref="ProgramOfOnesOwn"/> instead.
/// </summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        ProcessorTrial.Kernels = (shape, input, weight) => ProcessorTrial.Level == ProcessorTrial.LowestLevel ? shape.Convolve(input, weight) : Wrong(shape, input, weight);
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
                    ? shape.Convolve(input.to(torch.float64), weight.to(torch.float64)).to(torch.float32) : Wrong(shape, input, weight);
                return RunAndRestart(rest);
            case ["rank", var act]:
                return ProgramOfOnesOwn.Run(act);
            default:
                return RunAndRestart(words);
        }
    }

    private static int RunAndRestart(string[] words) => CommandLine.Run(words, Console.Out, Console.Error, level => Restart.At(level, Console.Error));

    private static torch.Tensor Wrong(ConvolutionShape shape, torch.Tensor input, torch.Tensor weight) => torch.zeros_like(shape.Convolve(input, weight), requires_grad: true);
}

using TorchSharp;
using Yolo.Cli;
using Yolo.Runtime.Kernels;

namespace Yolo.Tests;

/// <summary>
/// The command on a processor whose kernels are wrong above SSE4.1, as tests start it in a process of its own. <c>once</c> as the first word keeps it
/// from starting again.
/// </summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        ProcessorTrial.Kernels = (shape, input, weight) => ProcessorTrial.Level == ProcessorTrial.LowestLevel ? shape.Convolve(input, weight) : torch.zeros_like(shape.Convolve(input, weight), requires_grad: true);
        return words is ["once", .. var rest]
            ? CommandLine.Run(rest, Console.Out, Console.Error)
            : CommandLine.Run(words, Console.Out, Console.Error, level => Restart.At(level, Console.Error));
    }
}

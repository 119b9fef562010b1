using TorchSharp;
using Yolo.Engine.Optimization;
using Yolo.Models;

namespace Yolo.Bench;

/// <summary>What a training step costs beside the network: clipping gradients, moving weights, averaging them. yolov8n, channels-last.</summary>
internal static class OptimizerBenchmarks
{
    internal static void Run(TextWriter output)
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n.yaml")).UseChannelsLast();
        using var average = new WeightAverage(network);
        foreach (var parameter in network.parameters().Where(parameter => parameter.requires_grad))
        {
            using var gradient = torch.rand_like(parameter).mul_(1e-4);
            parameter.grad = gradient;
        }

        Stopwatches.Print(output, "clip gradients below the limit", () => GradientClipping.Clip(network.parameters()).Dispose());
        Stopwatches.Print(output, "clip gradients above the limit", () => GradientClipping.Clip(network.parameters(), 1e-9).Dispose());
        Stopwatches.Print(output, "average weights", average.Update);
        foreach (var name in new[] { "SGD", "AdamW", "MuSGD" })
        {
            using var optimizer = NetworkOptimizer.Create(network, new OptimizerSettings(name, 1e-6, 0.9, 5e-4), 1000, 80);
            Stopwatches.Print(output, $"{name} step", optimizer.Step);
        }
    }
}

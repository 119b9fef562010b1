using BenchmarkDotNet.Attributes;
using Yolo.Engine.Optimization;
using Yolo.Models;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.MicroBenchmarks;

/// <summary>A step of each optimizer with the 3.2 million weights of yolov8n, channels-last.</summary>
public class OptimizerStepBenchmarks
{
    private YoloNetwork network = null!;
    private NetworkOptimizer optimizer = null!;

    /// <summary>The optimizer.</summary>
    [Params("SGD", "AdamW", "MuSGD")]
    public string Optimizer { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        LibTorch.Load();
        network = ModelBuilder.Build(ModelSpec.Load("yolov8n.yaml")).UseChannelsLast();
        SyntheticGradients.Give(network);

        optimizer = NetworkOptimizer.Create(network, new OptimizerSettings(Optimizer, 1e-3, 0.9, 5e-4), 1000, 80);
        var weight = optimizer.Parameters[0];
        using var scope = NewDisposeScope();
        var before = weight.detach().clone();
        optimizer.Step();
        Check.That(weight.ne(before).sum().item<long>() > weight.numel() / 2, "A step moves most weights.");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        using var scope = NewDisposeScope();
        var numbers = optimizer.Parameters.All(weight => weight.isfinite().all().item<bool>());
        ((IDisposable)optimizer).Dispose();
        network.Dispose();
        Check.That(numbers, "Weights are numbers after all steps.");
    }

    [Benchmark]
    public void Step() => optimizer.Step();
}

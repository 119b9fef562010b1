using BenchmarkDotNet.Attributes;
using TorchSharp.Modules;
using Yolo.Engine.Optimization;
using Yolo.Models;
using Yolo.Runtime;

namespace Yolo.MicroBenchmarks;

/// <summary>What a training step does around the optimizer with the 3.2 million weights of yolov8n, channels-last.</summary>
public class WeightUpdateBenchmarks
{
    private YoloNetwork network = null!;
    private WeightAverage average = null!;
    private Parameter[] parameters = [];
    private double limit;

    [GlobalSetup]
    public void SetUp()
    {
        LibTorch.Load();
        network = ModelBuilder.Build(ModelSpec.Load("yolov8n.yaml")).UseChannelsLast();
        SyntheticGradients.Give(network);
        average = new WeightAverage(network);
        parameters = [.. network.parameters().Where(parameter => parameter.requires_grad)];
        using var norm = GradientClipping.Clip(parameters);
        limit = norm.item<float>();
        ClipAboveTheLimit();
        using var clipped = GradientClipping.Clip(parameters);
        Check.That(limit is > 0.1 and < GradientClipping.MaximumNorm, "The gradients' norm is below the usual limit.");
        Check.That(Math.Abs((clipped.item<float>() / limit) - 1) < 1e-4, "What is above the limit has the limit's norm afterwards.");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        average.Dispose();
        network.Dispose();
    }

    /// <summary>Nothing has to be scaled.</summary>
    [Benchmark]
    public void ClipBelowTheLimit() => GradientClipping.Clip(parameters).Dispose();

    /// <summary>Everything is scaled: the limit goes down a little each time, so that the gradients do not become nothing.</summary>
    [Benchmark]
    public void ClipAboveTheLimit()
    {
        limit *= 0.9999;
        GradientClipping.Clip(parameters, limit).Dispose();
    }

    [Benchmark]
    public void AverageWeights() => average.Update();
}

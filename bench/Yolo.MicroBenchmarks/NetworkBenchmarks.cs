using BenchmarkDotNet.Attributes;
using Yolo.Models;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.MicroBenchmarks;

/// <summary>The network alone: yolov8n with three classes, one picture of 640 × 640, float32, fused and channels-last as in prediction.</summary>
public class NetworkBenchmarks
{
    private YoloNetwork network = null!;
    private Tensor picture = null!;
    private Tensor input = null!;
    private IDisposable mode = null!;

    /// <summary>Threads of libtorch.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        LibTorch.Load();
        set_num_threads(Threads);
        mode = inference_mode();
        network = ModelBuilder.Build(ModelSpec.Load("yolov8n.yaml") with { Classes = 3 });
        network.eval();
        network.Fuse();
        network.UseChannelsLast();
        picture = rand(1, 640, 640, 3);
        input = picture.permute(0, 3, 1, 2);
        using var output = network.call(input);
        using var finite = output.Decoded!.isfinite();
        Check.That(
            output.Decoded.shape is [1, 7, 8400] && finite.all().item<bool>(),
            "The output is [1, 4 + 3 classes, 8400 anchor points], of numbers.");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        input.Dispose();
        picture.Dispose();
        network.Dispose();
        mode.Dispose();
    }

    [Benchmark]
    public void Forward() => network.call(input).Dispose();
}

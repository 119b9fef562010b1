using TorchSharp;
using Yolo.Models;

namespace Yolo.Bench;

/// <summary>The network alone: yolov8n with three classes, one picture, 640 × 640, float32, fused and channels-last as prediction runs it.</summary>
internal static class NetworkBenchmarks
{
    internal static void Run(TextWriter output)
    {
        using var mode = torch.inference_mode();
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n.yaml") with { Classes = 3 });
        network.eval();
        network.Fuse();
        network.UseChannelsLast();
        using var picture = torch.rand(1, 640, 640, 3);
        using var input = picture.permute(0, 3, 1, 2);
        Stopwatches.Print(output, FormattableString.Invariant($"yolov8n, 1x3x640x640, float32, {torch.get_num_threads()} threads"), () => network.call(input).Dispose());
    }
}

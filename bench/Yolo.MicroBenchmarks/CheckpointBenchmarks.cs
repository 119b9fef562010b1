using BenchmarkDotNet.Attributes;
using Yolo.Checkpoints;
using Yolo.Engine;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.MicroBenchmarks;

/// <summary>Files of yolov8n with 80 classes to networks and back, in a process that is warm. What is saved is flushed to the disk.</summary>
public class CheckpointBenchmarks
{
    private string folder = "";
    private string weights = "";
    private YoloModel model = null!;

    [GlobalSetup]
    public void SetUp()
    {
        LibTorch.Load();
        folder = Directory.CreateTempSubdirectory("yolo-bench-").FullName;
        weights = Path.Combine(folder, "weights.pt");
        model = new YoloModel("yolov8n.yaml");
        model.Save(weights);
        SaveSafetensors();
        using var scope = NewDisposeScope();
        foreach (var file in new[] { weights, Path.Combine(folder, "saved.safetensors") })
        {
            using var loaded = new YoloModel(file);
            var pairs = model.Network.parameters().Zip(loaded.Network.parameters());
            Check.That(
                pairs.All(pair => allclose(pair.First, pair.Second, 1e-3, 1e-6)),
                "A network comes back as it was saved, in .pt rounded to half precision.");
        }
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        model.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>From the file to a network that is ready.</summary>
    [Benchmark]
    public void Load() => new YoloModel(weights).Dispose();

    /// <summary>The part of it that reads the file.</summary>
    [Benchmark]
    public object Read() => CheckpointReader.Read(weights);

    [Benchmark]
    public void SavePt() => model.Save(Path.Combine(folder, "saved.pt"));

    [Benchmark]
    public void SaveSafetensors() => model.Save(Path.Combine(folder, "saved.safetensors"));
}

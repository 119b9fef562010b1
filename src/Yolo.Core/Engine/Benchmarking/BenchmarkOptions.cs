using TorchSharp;

namespace Yolo.Engine.Benchmarking;

/// <summary>Settings of a benchmark; the defaults are the reference's.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>The data set, as <see cref="Validation.ValidateOptions.Data"/> takes it; null, the default, for the one that the model was trained on.</summary>
    public string? Data { get; init; }

    /// <summary>Side of the network's square input in pixels, rounded up to its stride; null, the default, for the size that the model was trained at, or 640.</summary>
    public int? ImageSize { get; init; }

    /// <summary>The one format to look at: "-" for the checkpoint itself, or "onnx"; null, the default, for all.</summary>
    public string? Format { get; init; }

    /// <summary>Where the checkpoint's network runs; null, the default, for where the model is. Exported files run on the processor.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>Whether networks compute in 16 bits: the checkpoint's in what the device has, exported ones in half precision. Default false.</summary>
    public bool Half { get; init; }

    /// <summary>Whether exported files leave batch, height and width open, so that they see pictures with as little padding as the checkpoint does. Default false.</summary>
    public bool Dynamic { get; init; }

    /// <summary>Whether operations of exported graphs are merged where fewer do the same. Default true.</summary>
    public bool Simplify { get; init; } = true;

    /// <summary>Version of ONNX's operators, 12 to 20; null, the default, for 19.</summary>
    public int? Opset { get; init; }

    /// <summary>Whether suppression is part of exported graphs. Default false.</summary>
    public bool Nms { get; init; }

    /// <summary>Whether the first format that fails ends the run. Default false.</summary>
    public bool Strict { get; init; }

    /// <summary>What the metric of each format must exceed; null, the default, for nothing.</summary>
    public double? Floor { get; init; }

    /// <summary>Folder below <c>runs/task</c>, or an absolute one instead of it; null, the default, for none.</summary>
    public string? Project { get; init; }

    /// <summary>Name of the run's folder; default "benchmark", numbered if it exists.</summary>
    public string Name { get; init; } = "benchmark";

    /// <summary>Whether a folder that exists is written into. Default false.</summary>
    public bool ExistOk { get; init; }
}

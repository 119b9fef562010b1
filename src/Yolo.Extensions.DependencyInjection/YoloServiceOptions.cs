using Yolo.Engine;
using Yolo.Engine.Prediction;

namespace Yolo.Extensions.DependencyInjection;

/// <summary>How a model serves. May be bound to configuration: <c>builder.Services.AddYolo(builder.Configuration.GetSection("Yolo").Bind)</c>.</summary>
public sealed class YoloServiceOptions
{
    /// <summary>What <see cref="YoloModel(string, IProgress{Checkpoints.Weights.DownloadProgress})"/> takes: a checkpoint (.pt, .safetensors) or an exported file (.onnx). With the latter libtorch is not loaded. Required.</summary>
    public string Model { get; set; } = "";

    /// <summary>Where the network runs: "cpu", "cuda", "cuda:1"; null, the default, for the processor.</summary>
    public string? Device { get; set; }

    /// <summary>
    /// Predictions that run at the same time. They share one model and its weights, so that another costs the memory of its pictures alone. From 1; default 2: while one picture is
    /// decoded or its boxes are chosen, the network looks at the other. More of them make each slower, since the network uses all processors by itself.
    /// </summary>
    public int Sessions { get; set; } = 2;

    /// <summary>Requests that may wait for their turn beside those that run; whoever comes then is refused. From 0, default 64.</summary>
    public int MaximumWaiting { get; set; } = 64;

    /// <summary>Pixels of the largest picture that is taken, which is seen before it is decoded: each takes three bytes, so many times as there are <see cref="Sessions"/>. From 1, default 50 million.</summary>
    public long MaximumPixels { get; set; } = 50_000_000;

    /// <summary>Settings of a prediction, where a request brings none of its own.</summary>
    public PredictOptions Predict { get; set; } = new();

    /// <summary>How ONNX Runtime computes the model, and what a file of ONNX does not say of itself.</summary>
    public OnnxOptions Onnx { get; set; } = new();
}

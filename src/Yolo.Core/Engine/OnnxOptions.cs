using Yolo.Engine.Distributed;
using Yolo.Geometry;
using Yolo.Onnx;

namespace Yolo.Engine;

/// <summary>How ONNX Runtime computes a model, and of a file of ONNX what it does not say of itself.</summary>
public sealed record OnnxOptions
{
    /// <summary>What the file is for: detect, segment, pose, obb or classify; null, the default, for what it says or its outputs leave no doubt about.</summary>
    public string? Task { get; init; }

    /// <summary>Names of the classes, in the place of the file's; null, the default, for the file's.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The data set that names the classes if neither the file nor <see cref="Names"/> does, as <see cref="Data.DatasetSpec.Load"/> takes it; null, the default, for none.</summary>
    public string? Data { get; init; }

    /// <summary>Of a pose model: how many points an object has, and of how many numbers; null, the default, for what the file says.</summary>
    public KeypointShape? Keypoints { get; init; }

    /// <summary>Threads that compute a picture. From 1; null, the default, for as many as there are processors, which the ranks of a host share.</summary>
    public int? Threads { get; init; }

    /// <summary>How far the graph is improved when it is opened. Default <see cref="GraphOptimization.All"/>.</summary>
    public GraphOptimization Optimization { get; init; } = GraphOptimization.All;

    /// <summary>The threads in numbers.</summary>
    internal int ThreadCount => Threads ?? Math.Max(1, Environment.ProcessorCount / LaunchedAs.This.LocalSize);
}

using Yolo.Geometry;
using Yolo.Models;

namespace Yolo.Onnx;

/// <summary>What the caller says of a file.</summary>
internal sealed record OnnxHints
{
    /// <summary>What it is for, where it does not say so; null for what its outputs leave no doubt about.</summary>
    internal ModelTask? Task { get; init; }

    /// <summary>Names of its classes, in the place of its own; null for its own.</summary>
    internal IReadOnlyList<string>? Names { get; init; }

    /// <summary>Names of its classes, by its task, where nothing else says them; null where nothing does.</summary>
    internal Func<ModelTask, IReadOnlyList<string>?> NamesOtherwise { get; init; } = _ => null;

    /// <summary>Its key points; null for what it says.</summary>
    internal KeypointShape? Keypoints { get; init; }
}

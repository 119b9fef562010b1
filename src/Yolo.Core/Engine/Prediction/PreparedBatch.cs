using TorchSharp;
using Yolo.Engine.Inference;
using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>A batch that was read ahead: pictures and the network's input made of them.</summary>
/// <param name="Paths">Where each picture came from.</param>
/// <param name="Images">The pictures.</param>
/// <param name="Failures">What could not be read on the way.</param>
/// <param name="Duration">Time that reading and preparing took.</param>
internal sealed record PreparedBatch(IReadOnlyList<string> Paths, IReadOnlyList<Image> Images, IReadOnlyList<SourceFailure> Failures, TimeSpan Duration)
{
    /// <summary>Which frames they are; null if none is one.</summary>
    internal IReadOnlyList<VideoFrame?>? Frames { get; init; }

    /// <summary>The input; null if there is no picture, or it came as a tensor.</summary>
    internal PreparedInput? Input { get; init; }

    /// <summary>The caller's own tensor, [B, 3, H, W]; null if pictures came.</summary>
    internal torch.Tensor? Tensor { get; init; }
}

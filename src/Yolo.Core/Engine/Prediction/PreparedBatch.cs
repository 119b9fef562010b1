using TorchSharp;
using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>A batch that was read ahead: pictures and the network's input made of them, in the processor's memory.</summary>
/// <param name="Paths">Where each picture came from.</param>
/// <param name="Images">The pictures.</param>
/// <param name="Frames">Which frames they are.</param>
/// <param name="Input">[B, 3, H, W], float32; null if there is no picture.</param>
/// <param name="OwnsInput">Whether the input dies with the batch.</param>
/// <param name="Failures">What could not be read on the way.</param>
/// <param name="Duration">Time that reading and preparing took.</param>
internal sealed record PreparedBatch(
    IReadOnlyList<string> Paths,
    IReadOnlyList<Image> Images,
    IReadOnlyList<VideoFrame?>? Frames,
    torch.Tensor? Input,
    bool OwnsInput,
    IReadOnlyList<SourceFailure> Failures,
    TimeSpan Duration) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        if (OwnsInput)
        {
            Input?.Dispose();
        }
    }
}

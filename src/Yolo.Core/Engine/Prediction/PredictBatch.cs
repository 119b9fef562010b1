using TorchSharp;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>The pictures that go through the network together.</summary>
/// <param name="Paths">Where each picture came from.</param>
/// <param name="OriginalImages">The pictures as they were read, RGB, each in its own size.</param>
/// <param name="Input">[B, 3, H, W], RGB from 0 to 1, channels last in memory, on the model's device. It lives until the batch is done.</param>
public sealed record PredictBatch(IReadOnlyList<string> Paths, IReadOnlyList<Image> OriginalImages, torch.Tensor Input)
{
    /// <summary>How many pictures there are.</summary>
    public int Count => Paths.Count;

    /// <summary>Which frames they are; null for all that come from no video, and null instead of the list if none does.</summary>
    public IReadOnlyList<VideoFrame?>? Frames { get; init; }

    /// <summary>How each picture lies in the input.</summary>
    internal LetterboxTransform TransformOf(int index) => LetterboxTransform.Between(
        OriginalImages[index].Width, OriginalImages[index].Height, (int)Input.size(3), (int)Input.size(2));
}

using TorchSharp;
using Yolo.Engine.Inference;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>The pictures that go through the network together.</summary>
public sealed record PredictBatch
{
    internal PredictBatch(IReadOnlyList<string> paths, IReadOnlyList<Image> originalImages, NetworkInput pixels)
    {
        (Paths, OriginalImages, Pixels) = (paths, originalImages, pixels);
    }

    /// <summary>Where each picture came from.</summary>
    public IReadOnlyList<string> Paths { get; init; }

    /// <summary>The pictures as they were read, RGB, each in its own size.</summary>
    public IReadOnlyList<Image> OriginalImages { get; init; }

    /// <summary>
    /// [B, 3, H, W], RGB from 0 to 1, on the model's device, channels last in memory. It lives until the batch is done. Of an exported network the tensor is
    /// made, and libtorch loaded, when it is first asked for.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The batch is done; the message says how a tensor is kept.</exception>
    public torch.Tensor Input
    {
        get => Pixels.Tensor;
        init => Pixels = new NetworkInput(value);
    }

    /// <summary>How many pictures there are.</summary>
    public int Count => Paths.Count;

    /// <summary>Which frames they are; null for all that come from no video, and null instead of the list if none does.</summary>
    public IReadOnlyList<VideoFrame?>? Frames { get; init; }

    /// <summary>Its size: "4 pictures of 640x480", height before width.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count} pictures of {Pixels.Height}x{Pixels.Width}");

    /// <summary>The input, of which there may be no tensor yet.</summary>
    internal NetworkInput Pixels { get; private init; }

    /// <summary>How each picture lies in the input.</summary>
    internal LetterboxTransform TransformOf(int index) =>
        LetterboxTransform.Between(OriginalImages[index].Width, OriginalImages[index].Height, Pixels.Width, Pixels.Height);
}

using TorchSharp;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Geometry;
using Yolo.Runtime;

namespace Yolo.Engine.Validation;

/// <summary>The pictures that are judged together.</summary>
/// <param name="Images">Paths, sizes and labels of the pictures.</param>
/// <param name="Samples">The pictures as they were read, and the labels in the input. It lives until the batch is done.</param>
/// <param name="Input">[B, 3, H, W], RGB from 0 to 1, channels last in memory, on the network's device. It lives until the batch is done.</param>
public sealed record ValidationBatch(IReadOnlyList<LabelledImage> Images, SampleBatch Samples, torch.Tensor Input)
{
    private readonly torch.Tensor input = Input;

    /// <summary>[B, 3, H, W], RGB from 0 to 1, channels last in memory, on the network's device. It lives until the batch is done.</summary>
    /// <exception cref="ObjectDisposedException">The batch is done; the message says how a tensor is kept.</exception>
    public torch.Tensor Input { get => FreedTensor.Require(input); init => input = value; }

    /// <summary>How many pictures there are.</summary>
    public int Count => Images.Count;

    /// <summary>
    /// What is labelled in each picture, in pixels of the input, with masks, key points or rotated boxes where the model's task has them. What is put here at
    /// <c>on_val_batch_start</c> is what predictions are compared with. By default the boxes of <see cref="Samples"/>.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<LabelledObject>> Objects { get; init; } = BatchObjects.Of(Samples);

    /// <summary>The input, dead or alive.</summary>
    internal torch.Tensor HeldInput => input;

    /// <summary>Its size: "16 pictures of 640x640, 120 objects", height before width.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count} pictures of {Samples.Height}x{Samples.Width}, {Objects.Sum(own => own.Count)} objects");
}

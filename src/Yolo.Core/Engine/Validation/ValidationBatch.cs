using TorchSharp;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Geometry;
using Yolo.Runtime;

namespace Yolo.Engine.Validation;

/// <summary>The pictures that are judged together.</summary>
public sealed record ValidationBatch
{
    private readonly torch.Tensor input;

    internal ValidationBatch(IReadOnlyList<LabelledImage> images, SampleBatch samples, torch.Tensor input)
    {
        (Images, Samples, this.input) = (images, samples, input);
        Objects = BatchObjects.Of(samples);
    }

    /// <summary>Paths, sizes and labels of the pictures.</summary>
    public IReadOnlyList<LabelledImage> Images { get; }

    /// <summary>[B, 3, H, W], RGB from 0 to 1, channels last in memory, on the network's device. It lives until the batch is done.</summary>
    /// <exception cref="ObjectDisposedException">The batch is done; the message says how a tensor is kept.</exception>
    public torch.Tensor Input { get => FreedTensor.Require(input); init => input = value; }

    /// <summary>How many pictures there are.</summary>
    public int Count => Images.Count;

    /// <summary>
    /// What is labelled in each picture, in pixels of the input, with masks, key points or rotated boxes where the model's task has them. What is put here at
    /// <c>on_val_batch_start</c> is what predictions are compared with. By default what the labels say.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<LabelledObject>> Objects { get; init; }

    /// <summary>The pictures as they were read, and the labels in the input. It lives until the batch is done.</summary>
    internal SampleBatch Samples { get; }

    /// <summary>The input, dead or alive.</summary>
    internal torch.Tensor HeldInput => input;

    /// <summary>Its size: "16 pictures of 640x640, 120 objects", height before width.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count} pictures of {Samples.Height}x{Samples.Width}, {Objects.Sum(own => own.Count)} objects");
}

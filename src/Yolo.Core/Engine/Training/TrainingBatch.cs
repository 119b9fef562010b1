using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Geometry;
using Yolo.Losses;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>A batch of a training: its tensors live until the step is over.</summary>
/// <remarks>Legend: B pictures.</remarks>
public sealed record TrainingBatch
{
    private readonly Tensor input;

    internal TrainingBatch(IReadOnlyList<LabelledImage> images, SampleBatch samples, Tensor input) => (Images, Samples, this.input) = (images, samples, input);

    /// <summary>What is known about the B pictures; of mixed ones, about the first of each mixture.</summary>
    public IReadOnlyList<LabelledImage> Images { get; }

    /// <summary>
    /// [B, 3, height, width], from 0 to 1, on the network's device. Lives until the step is over. What a callback puts here at <c>on_train_batch_start</c> is what is
    /// trained on; sides must be multiples of the stride.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The step is over; the message says how a tensor is kept.</exception>
    public Tensor Input { get => FreedTensor.Require(input); init => input = value; }

    /// <summary>Number of pictures.</summary>
    public int Count => Samples.Count;

    /// <summary>Number of objects in all pictures.</summary>
    public int Instances => Samples.ObjectClasses.Length;

    /// <summary>Files of the pictures.</summary>
    public IEnumerable<string> Paths => Images.Select(image => image.Path);

    /// <summary>The objects of each picture in pixels of the input, with masks, key points and rotated boxes where the task has them. Made anew with each call.</summary>
    public IReadOnlyList<IReadOnlyList<LabelledObject>> Objects => BatchObjects.Of(Samples);

    /// <summary>The pixels and labels, boxes as shares of the input.</summary>
    internal SampleBatch Samples { get; }

    /// <summary>The input, dead or alive.</summary>
    internal Tensor HeldInput => input;

    /// <summary>Its size: "16 pictures of 640x640, 120 objects", height before width.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count} pictures of {Samples.Height}x{Samples.Width}, {Instances} objects");

    /// <summary>The objects as the loss takes them. Made anew with each call; tensors belong to the caller's dispose scope.</summary>
    internal LossTargets Targets => BatchTargets.Of(Samples);
}

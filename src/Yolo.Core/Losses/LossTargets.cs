using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>
/// The objects of a batch, in the memory of the processor, so that a loss never waits for a device to learn how many there are.
/// </summary>
/// <remarks>Legend: N objects of all images, B images, K key points of D numbers.</remarks>
internal sealed record LossTargets
{
    /// <summary>N numbers: the image of each object, 0 to B − 1. Within an image, objects are numbered in this order.</summary>
    public required ReadOnlyMemory<int> Images { get; init; }

    /// <summary>N numbers: the class of each object.</summary>
    public required ReadOnlyMemory<int> Classes { get; init; }

    /// <summary>N × 4 numbers: centre x, centre y, width, height as shares of the image; rotated boxes: N × 5, the last the angle in radians.</summary>
    public required ReadOnlyMemory<float> Boxes { get; init; }

    /// <summary>Pose: N × K × D numbers: x and y as shares of the image and, with D = 3, visibility, of which 0 means not labelled.</summary>
    public ReadOnlyMemory<float> Keypoints { get; init; }

    /// <summary>
    /// Segmentation: [B, H, W], for each pixel 0 or one more than the number of the object within its image; or, where masks may overlap,
    /// [N, H, W] of 0 and 1. Any type and device; stays its owner's.
    /// </summary>
    public Tensor? Masks { get; init; }

    /// <summary>Whether <see cref="Masks"/> has one map an image (default) or one mask an object.</summary>
    public bool MasksAreMaps { get; init; } = true;

    /// <summary>Segmentation of generation 26: [B, H, W], the class of each pixel; pixels without an object are found by <see cref="Masks"/>.</summary>
    public Tensor? SemanticClasses { get; init; }

    /// <summary>Which part of a batch these are.</summary>
    internal BatchShare Share { get; init; } = BatchShare.Whole;
}

using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>What a branch of a head says before decoding. The tensors stay their owner's.</summary>
/// <remarks>
/// Legend: B images, A anchor points, C classes, R bins a side, K key points of D numbers. Tensors of shape [B, X, A] are read fastest where their
/// memory is [B, A, X]. Any floating type; losses compute in float32.
/// </remarks>
internal sealed record BranchPredictions
{
    /// <summary>[B, 4·R, A]: left, top, right, bottom, each as logits of R bins; with R = 1 distances in cells.</summary>
    public required Tensor Boxes { get; init; }

    /// <summary>[B, C, A]: logits of the classes.</summary>
    public required Tensor Scores { get; init; }

    /// <summary>Rows and columns of each level, finest first.</summary>
    public required IReadOnlyList<(int Rows, int Columns)> Levels { get; init; }

    /// <summary>Segmentation: [B, 32, A], coefficients of the prototypes.</summary>
    public Tensor? MaskCoefficients { get; init; }

    /// <summary>Segmentation: [B, 32, H, W], masks of which all others are mixed.</summary>
    public Tensor? Prototypes { get; init; }

    /// <summary>Segmentation of generation 26 in training: [B, C, H, W], logits of the class of each cell; null: no such term.</summary>
    public Tensor? SemanticLogits { get; init; }

    /// <summary>Pose: [B, K·D, A].</summary>
    public Tensor? Keypoints { get; init; }

    /// <summary>Pose of generation 26 in training: [B, 2·K, A], spread of each point before its sigmoid; null: no such term.</summary>
    public Tensor? KeypointSigmas { get; init; }

    /// <summary>Rotated boxes: [B, 1, A], the angle in radians.</summary>
    public Tensor? Angles { get; init; }
}

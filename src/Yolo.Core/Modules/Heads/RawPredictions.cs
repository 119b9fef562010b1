using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>What a branch of a head says before decoding: the input of losses. The owner disposes it.</summary>
/// <remarks>
/// Legend: B images, A anchor points, C classes, R bins a side. Tensors of shape [B, X, A] are views whose memory is [B, A, X], so that their
/// transposition is contiguous.
/// </remarks>
public sealed class RawPredictions : IDisposable
{
    internal RawPredictions(Tensor boxes, Tensor scores, IReadOnlyList<(int Rows, int Columns)> levels)
    {
        Boxes = boxes;
        Scores = scores;
        Levels = levels;
    }

    /// <summary>[B, 4·R, A]: left, top, right, bottom, each as logits of R bins; with R = 1 distances in cells.</summary>
    public Tensor Boxes { get; }

    /// <summary>[B, C, A]: logits of the classes.</summary>
    public Tensor Scores { get; }

    /// <summary>Rows and columns of each level.</summary>
    public IReadOnlyList<(int Rows, int Columns)> Levels { get; }

    /// <summary>Segmentation: [B, 32, A], coefficients of the prototypes.</summary>
    public Tensor? MaskCoefficients { get; internal set; }

    /// <summary>Segmentation: [B, 32, H, W], masks of which all others are mixed, at twice the resolution of the first level.</summary>
    public Tensor? Prototypes { get; internal set; }

    /// <summary>Segmentation of generation 26 in training: [B, C, H, W], logits of the class of each cell of the first level.</summary>
    public Tensor? SemanticLogits { get; internal set; }

    /// <summary>Pose: [B, K·D, A], K points of D numbers.</summary>
    public Tensor? Keypoints { get; internal set; }

    /// <summary>Pose of generation 26 in training: [B, 2·K, A], spread of each point before its sigmoid.</summary>
    public Tensor? KeypointSigmas { get; internal set; }

    /// <summary>Rotated boxes: [B, 1, A], the angle in radians.</summary>
    public Tensor? Angles { get; internal set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors())
        {
            tensor.Dispose();
        }
    }

    /// <summary>The same with other tensors.</summary>
    /// <param name="map">Gives the one in the place of another; null for null.</param>
    internal RawPredictions Map(Func<Tensor?, Tensor?> map) => new(map(Boxes)!, map(Scores)!, Levels)
    {
        MaskCoefficients = map(MaskCoefficients),
        Prototypes = map(Prototypes),
        SemanticLogits = map(SemanticLogits),
        Keypoints = map(Keypoints),
        KeypointSigmas = map(KeypointSigmas),
        Angles = map(Angles),
    };

    internal IEnumerable<Tensor> Tensors() =>
        new[] { Boxes, Scores, MaskCoefficients, Prototypes, SemanticLogits, Keypoints, KeypointSigmas, Angles }.OfType<Tensor>();
}

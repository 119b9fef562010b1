using Yolo.Geometry;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>Boxes, classes, and key points for each anchor point. K points of D numbers, B images, A anchor points.</summary>
public class PoseHead : DetectionHead
{
    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    /// <param name="points">K.</param>
    /// <param name="dimensions">D: 2 (x, y) or 3 (x, y, visibility).</param>
    internal PoseHead(HeadSettings settings, int points = 17, int dimensions = 3)
        : this("Pose", settings, points, dimensions)
    {
        var hidden = Math.Max(settings.Channels[0] / 4, points * dimensions);
        RegisterExtras(() => EachLevel(channels => Layers(channels, hidden, points * dimensions)));
    }

    private protected PoseHead(string name, HeadSettings settings, int points, int dimensions)
        : base(name, settings)
    {
        Points = points;
        Dimensions = dimensions;
    }

    /// <summary>K.</summary>
    public int Points { get; }

    /// <summary>D: 2 (x, y) or 3 (x, y, visibility).</summary>
    public int Dimensions { get; }

    private protected override IEnumerable<string> TrainingOnly() => [.. base.TrainingOnly(), "cv4"];

    private protected override void PredictExtras(Tensor[] input, HeadBranch branch, RawPredictions raw) =>
        raw.Keypoints = Flatten(input, branch.Extras!);

    private protected override Tensor? DecodeExtras(RawPredictions raw, AnchorPoints anchors)
    {
        var points = Operations.Reshape(raw.Keypoints!, 0, Points, Dimensions, -1); // [B, K, D, A]
        var places = Dimensions == 2 ? points : Operations.Narrow(points, 2, 0, 2); // [B, K, 2, A]
        var placed = Operations.Multiply(DecodePlaces(places, anchors.Points), anchors.Strides); // [B, K, 2, A]
        var all = Dimensions == 2 ? placed : Operations.Concat(2, placed, Operations.Sigmoid(Operations.Narrow(points, 2, 2, 1))); // [B, K, D, A]
        return Operations.Reshape(all, 0, Points * Dimensions, -1); // [B, K·D, A]
    }

    /// <summary>Places in cells.</summary>
    private protected virtual Tensor DecodePlaces(Tensor raw, Tensor anchors) =>
        Operations.Add(Operations.Multiply(raw, 2), Operations.Add(anchors, -0.5));
}

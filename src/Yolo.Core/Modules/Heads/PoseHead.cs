using Yolo.Geometry;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>Boxes, classes, and key points for each anchor point. K points of D numbers, B images, A anchor points.</summary>
public class PoseHead : DetectionHead
{
    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    /// <param name="points">K.</param>
    /// <param name="dimensions">D: 2 (x, y) or 3 (x, y, visibility).</param>
    public PoseHead(HeadSettings settings, int points = 17, int dimensions = 3)
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
        var points = raw.Keypoints!.unflatten(1, Points, Dimensions); // [B, K, D, A]
        var places = DecodePlaces(points.narrow(2, 0, 2), anchors.Points) * anchors.Strides; // [B, K, 2, A]
        return Dimensions == 3
            ? cat([places, points.narrow(2, 2, 1).sigmoid()], 2).flatten(1, 2) // [B, K·D, A]
            : places.flatten(1, 2);
    }

    /// <summary>Places in cells.</summary>
    private protected virtual Tensor DecodePlaces(Tensor raw, Tensor anchors) => (raw * 2) + (anchors - 0.5);
}

using Yolo.Geometry;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>Boxes that are rotated by an angle of their own, and classes. B images, A anchor points.</summary>
public class ObbHead : DetectionHead
{
    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    /// <param name="extras">Numbers an anchor point, of which the first is the angle.</param>
    public ObbHead(HeadSettings settings, int extras = 1)
        : this("OBB", settings, extras)
    {
    }

    private protected ObbHead(string name, HeadSettings settings, int extras)
        : base(name, settings)
    {
        Extras = extras;
        var hidden = Math.Max(settings.Channels[0] / 4, extras);
        RegisterExtras(() => EachLevel(channels => Layers(channels, hidden, extras)));
    }

    /// <summary>Numbers an anchor point, of which the first is the angle.</summary>
    public int Extras { get; }

    private protected override IEnumerable<string> TrainingOnly() => [.. base.TrainingOnly(), "cv4"];

    private protected override void PredictExtras(Tensor[] input, HeadBranch branch, RawPredictions raw) =>
        raw.Angles = ToAngles(Flatten(input, branch.Extras!));

    /// <summary>Centre x, centre y, width, height in pixels, [B, 4, A].</summary>
    private protected override Tensor DecodeBoxes(RawPredictions raw, AnchorPoints anchors)
    {
        var distances = Distances(raw); // [B, 4, A]
        var (leftTop, rightBottom) = (distances.narrow(1, 0, 2), distances.narrow(1, 2, 2)); // [B, 2, A]
        var offset = (rightBottom - leftTop) / 2; // [B, 2, A], along the sides of the box
        var (along, across) = (offset.narrow(1, 0, 1), offset.narrow(1, 1, 1)); // [B, 1, A]
        var (cosine, sine) = (raw.Angles!.cos(), raw.Angles!.sin()); // [B, 1, A]
        var turned = cat([(along * cosine) - (across * sine), (along * sine) + (across * cosine)], 1); // [B, 2, A]
        return cat([turned + anchors.Points, leftTop + rightBottom], 1) * anchors.Strides; // [B, 4, A]
    }

    private protected override Tensor? DecodeExtras(RawPredictions raw, AnchorPoints anchors) => raw.Angles;

    /// <summary>What the layers say as radians, here from −π/4 to 3π/4.</summary>
    private protected virtual Tensor ToAngles(Tensor raw) => (raw.sigmoid() - 0.25) * Math.PI;
}

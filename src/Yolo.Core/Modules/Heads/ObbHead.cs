using Yolo.Geometry;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>Boxes that are rotated by an angle of their own, and classes. B images, A anchor points.</summary>
public class ObbHead : DetectionHead
{
    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    /// <param name="extras">Numbers an anchor point, of which the first is the angle.</param>
    internal ObbHead(HeadSettings settings, int extras = 1)
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
    internal int Extras { get; }

    private protected override IEnumerable<string> TrainingOnly() => [.. base.TrainingOnly(), "cv4"];

    private protected override void PredictExtras(Tensor[] input, HeadBranch branch, RawPredictions raw) =>
        raw.Angles = ToAngles(Flatten(input, branch.Extras!));

    /// <summary>Centre x, centre y, width, height in pixels, [B, 4, A].</summary>
    private protected override Tensor DecodeBoxes(RawPredictions raw, AnchorPoints anchors)
    {
        var distances = Distances(raw); // [B, 4, A]
        var (leftTop, rightBottom) = (Operations.Narrow(distances, 1, 0, 2), Operations.Narrow(distances, 1, 2, 2)); // [B, 2, A]
        var offset = HalfOfDifference(rightBottom, leftTop); // [B, 2, A], along the sides of the box
        var (along, across) = (Operations.Narrow(offset, 1, 0, 1), Operations.Narrow(offset, 1, 1, 1)); // [B, 1, A]
        var (cosine, sine) = (Operations.Cosine(raw.Angles!), Operations.Sine(raw.Angles!)); // [B, 1, A]
        var turned = Operations.Concat(
            1,
            Operations.Subtract(Operations.Multiply(along, cosine), Operations.Multiply(across, sine)),
            Operations.Add(Operations.Multiply(along, sine), Operations.Multiply(across, cosine))); // [B, 2, A]
        var boxes = Operations.Concat(1, Operations.Add(turned, anchors.Points), Operations.Add(leftTop, rightBottom));
        return Operations.Multiply(boxes, anchors.Strides); // [B, 4, A]
    }

    private protected override Tensor? DecodeExtras(RawPredictions raw, AnchorPoints anchors) => raw.Angles;

    /// <summary>What the layers say as radians, here from −π/4 to 3π/4.</summary>
    private protected virtual Tensor ToAngles(Tensor raw) => Operations.Multiply(Operations.Add(Operations.Sigmoid(raw), -0.25), Math.PI);
}

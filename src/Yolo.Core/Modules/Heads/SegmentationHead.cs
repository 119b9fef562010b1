using TorchSharp.Modules;
using Yolo.Geometry;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>Boxes, classes, and for each anchor point coefficients that mix prototypes to a mask.</summary>
public class SegmentationHead : DetectionHead
{
    private readonly Proto prototypes;

    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    /// <param name="masks">Prototypes.</param>
    /// <param name="hidden">Hidden channels of the prototypes.</param>
    internal SegmentationHead(HeadSettings settings, int masks = 32, int hidden = 256)
        : this("Segment", settings, masks, new Proto(FirstChannels(settings), hidden, masks))
    {
    }

    private protected SegmentationHead(string name, HeadSettings settings, int masks, Proto prototypes)
        : base(name, settings)
    {
        this.prototypes = Register("proto", prototypes);
        Masks = masks;
        RegisterExtras(() => Coefficients(Math.Max(FirstChannels(settings) / 4, masks)));
    }

    /// <summary>Prototypes, and coefficients of each anchor point.</summary>
    public int Masks { get; }

    private protected override IEnumerable<string> TrainingOnly() => [.. base.TrainingOnly(), "cv4"];

    private protected override void PredictExtras(Tensor[] input, HeadBranch branch, RawPredictions raw) =>
        raw.MaskCoefficients = Flatten(input, branch.Extras!);

    private protected override void Complete(Tensor[] input, NetworkOutput output)
    {
        var (masks, semantic) = MakePrototypes(input);
        if (output.OneToMany is { } many)
        {
            (many.Prototypes, many.SemanticLogits) = (masks, semantic);
        }

        if (output.OneToOne is { } one)
        {
            (one.Prototypes, one.SemanticLogits) = (is_grad_enabled() ? masks.detach() : masks, is_grad_enabled() ? semantic?.detach() : semantic);
        }

        output.Prototypes = training ? null : masks;
    }

    private protected override Tensor? DecodeExtras(RawPredictions raw, AnchorPoints anchors) => raw.MaskCoefficients;

    private protected virtual (Tensor Prototypes, Tensor? Semantic) MakePrototypes(Tensor[] input) => (prototypes.call(input[0]), null);

    private protected static int FirstChannels(HeadSettings settings) => settings.Channels[0];

    private ModuleList<nn.Module<Tensor, Tensor>> Coefficients(int hidden) => EachLevel(channels => Layers(channels, hidden, Masks));
}

using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>Segmentation with prototypes from all levels.</summary>
public sealed class SegmentationHead26 : SegmentationHead
{
    private readonly Proto26 pyramidPrototypes;

    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    /// <param name="masks">Prototypes.</param>
    /// <param name="hidden">Hidden channels of the prototypes.</param>
    internal SegmentationHead26(HeadSettings settings, int masks = 32, int hidden = 256)
        : this(settings, masks, new Proto26(settings.Channels, hidden, masks, settings.Classes))
    {
    }

    private SegmentationHead26(HeadSettings settings, int masks, Proto26 prototypes)
        : base("Segment26", settings, masks, prototypes)
    {
        pyramidPrototypes = prototypes;
    }

    /// <inheritdoc/>
    public override void Fuse()
    {
        base.Fuse();
        if (IsOneToManyDropped)
        {
            pyramidPrototypes.DropSemantic();
        }
    }

    private protected override (Tensor Prototypes, Tensor? Semantic) MakePrototypes(Tensor[] input) => pyramidPrototypes.FromPyramid(input);
}

using TorchSharp.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Prototypes of masks from all levels of the pyramid, and for training the class of every cell.</summary>
/// <remarks>Legend: B images, C channels, H and W cells of the first level.</remarks>
internal sealed class Proto26 : Proto
{
    private readonly ModuleList<Conv> refineLevels;
    private readonly Conv join;
    private Sequential? semantic;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="levels">Channels of each level, finest first.</param>
    /// <param name="hidden">Hidden channels.</param>
    /// <param name="masks">Prototypes.</param>
    /// <param name="classes">Classes.</param>
    public Proto26(IReadOnlyList<int> levels, int hidden, int masks, int classes)
        : base(hidden, hidden, masks)
    {
        refineLevels = Register("feat_refine", new ModuleList<Conv>([.. levels.Skip(1).Select(channels => new Conv(channels, levels[0]))]));
        join = Register("feat_fuse", new Conv(levels[0], hidden, 3));
        semantic = Register("semseg", nn.Sequential(new Conv(levels[0], hidden, 3), new Conv(hidden, hidden, 3), nn.Conv2d(hidden, classes, 1)));
    }

    /// <summary>Prototypes, and in training unless fused the class logits of the cells.</summary>
    /// <param name="levels">The pyramid.</param>
    /// <returns>[B, masks, 2H, 2W] and [B, classes, H, W].</returns>
    public (Tensor Prototypes, Tensor? Semantic) FromPyramid(Tensor[] levels)
    {
        using var scope = NewDisposeScope();
        var sum = levels[0];
        for (var i = 0; i < refineLevels.Count; i++)
        {
            using var refined = refineLevels[i].call(levels[i + 1]);
            using var resized = Operations.ResizeLike(refined, levels[0]); // [B, C, H, W]
            sum = Operations.Add(sum, resized);
        }

        using var joined = join.call(sum); // [B, hidden, H, W]
        return (call(joined).MoveToOuterDisposeScope(), training ? semantic?.call(sum).MoveToOuterDisposeScope() : null);
    }

    /// <summary>Drops the layers to class logits, which only training needs.</summary>
    internal void DropSemantic()
    {
        if (semantic is not null)
        {
            register_module("semseg", null!);
            semantic.Dispose();
            semantic = null;
        }
    }
}

using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The levels of a pyramid, [B, X, H, W] each, as one [B, X, A], in memory [B, A, X].</summary>
/// <remarks>Legend: B images, X numbers for each anchor point, H and W size of a level, A anchor points.</remarks>
internal sealed record FlattenLevelsOperation : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        var levels = new Tensor[inputs.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            using var last = inputs[i].permute(0, 2, 3, 1); // [B, H, W, X]: contiguous if the level is channels-last
            levels[i] = last.flatten(1, 2); // [B, H·W, X]
        }

        using var joined = cat(levels, 1); // [B, A, X]
        foreach (var level in levels)
        {
            level.Dispose();
        }

        return joined.transpose(1, 2); // [B, X, A]
    }
}

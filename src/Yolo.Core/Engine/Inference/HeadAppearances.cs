using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Inference;

/// <summary>What objects look like, from what enters the head: at each anchor point as many numbers as the level with the fewest channels has, means of neighbouring channels where a level has more.</summary>
/// <remarks>Legend: B pictures, C channels of a level, H and W its rows and columns, A anchor points, F numbers.</remarks>
internal static class HeadAppearances
{
    /// <summary>Gathers them.</summary>
    /// <param name="levels">Each [B, C, H, W].</param>
    /// <returns>[B, A, F].</returns>
    /// <exception cref="NotSupportedException">The channels of a level are no multiple of the fewest.</exception>
    internal static DenseNumbers Of(Tensor[] levels)
    {
        using var scope = NewDisposeScope();
        var fewest = levels.Min(level => level.shape[1]);
        if (levels.FirstOrDefault(level => level.shape[1] % fewest != 0) is { } odd)
        {
            throw new NotSupportedException(FormattableString.Invariant($"with_reid: true takes what objects look like from the network's levels, whose channels have to be multiples of each other; this network has {odd.shape[1]} beside {fewest}. Take a tracker without with_reid."));
        }

        var rows = levels.Select(level => level
            .reshape(level.shape[0], fewest, level.shape[1] / fewest, level.shape[2] * level.shape[3]) // [B, F, C/F, H·W]
            .mean([2]).transpose(1, 2)); // [B, H·W, F]
        var numbers = DenseNumbers.Of(cat([.. rows], 1)); // [B, A, F]
        return DenseNumbers.Of(numbers.All.ToArray(), numbers.Shape);
    }
}

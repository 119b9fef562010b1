using Yolo.Losses;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>The part of a batch that is this rank's: its loss is a part of the loss of the whole batch.</summary>
/// <param name="ranks">Those that have the other parts.</param>
/// <param name="all">Pictures of the whole batch.</param>
/// <param name="isEmpty">Whether the pictures of this rank stand in for none.</param>
internal sealed class RankShare(World ranks, int all, bool isEmpty) : BatchShare
{
    /// <inheritdoc/>
    internal override double Weight => isEmpty ? 0 : 1;

    /// <inheritdoc/>
    internal override long Images(long own) => all;

    /// <inheritdoc/>
    internal override Tensor Sum(Tensor own)
    {
        using var noGradient = no_grad();
        var sum = own.detach().Times(Weight).contiguous();
        ranks.BeginSum(sum).Wait();
        return sum;
    }
}

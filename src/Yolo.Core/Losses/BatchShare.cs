using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>
/// Which part of a batch a loss is computed of. The parts that several processes compute add up to the loss of the whole batch, so that what it is
/// divided by has to be that of the whole.
/// </summary>
internal class BatchShare
{
    /// <summary>All of a batch.</summary>
    internal static BatchShare Whole { get; } = new();

    /// <summary>1; 0 of pictures that only stand in for a part that is empty.</summary>
    internal virtual double Weight => 1;

    /// <summary>Pictures of the whole batch.</summary>
    /// <param name="own">Those of the part.</param>
    internal virtual long Images(long own) => own;

    /// <summary>Adds up over all parts, without gradient. Each part asks the same in the same order.</summary>
    /// <param name="own">What the part has; stays as it is.</param>
    internal virtual Tensor Sum(Tensor own) => own;

    /// <summary>What a mean over the pictures of the part counts in that over all.</summary>
    /// <param name="own">Pictures of the part.</param>
    internal double OfMean(long own) => Weight * own / Images(own);
}

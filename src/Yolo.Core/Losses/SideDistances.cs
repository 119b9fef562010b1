using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>Predicted distances from anchor points to left, top, right and bottom side, and what is wrong with them.</summary>
/// <remarks>Legend: F anchor points, R bins a side.</remarks>
internal sealed class SideDistances
{
    private readonly Tensor? logProbabilities;

    /// <summary>Takes predictions.</summary>
    /// <param name="rows">[F, 4·R].</param>
    internal SideDistances(Tensor rows)
    {
        Bins = (int)(rows.shape[1] / 4);
        if (Bins == 1)
        {
            Values = rows;
            return;
        }

        logProbabilities = rows.view(-1, 4, Bins).log_softmax(2); // [F, 4, R]
        Values = logProbabilities.exp().matmul(TensorFunctions.Range(Bins, float32, rows.device)); // [F, 4]
    }

    /// <summary>[F, 4], in cells.</summary>
    internal Tensor Values { get; }

    /// <summary>R.</summary>
    private int Bins { get; }

    /// <summary>How far distances are from those wanted.</summary>
    /// <param name="targets">[F, 4], in cells; without gradient.</param>
    /// <param name="strides">[F, 1], pixels for a cell.</param>
    /// <param name="sizes">[4], width, height, width, height of the input in pixels.</param>
    /// <returns>[F], mean over the sides.</returns>
    internal Tensor Error(Tensor targets, Tensor strides, Tensor sizes) =>
        logProbabilities is null ? RelativeError(targets, strides, sizes) : CrossEntropy(targets, logProbabilities);

    // Without bins: the difference as a part of the input's size.
    private Tensor RelativeError(Tensor targets, Tensor strides, Tensor sizes) => (((Values - targets) * strides).abs() / sizes).mean([1L]); // [F]

    // The two bins next to the distance, by nearness.
    private Tensor CrossEntropy(Tensor targets, Tensor logs)
    {
        var clamped = targets.Within(0, Bins - 1 - 0.01); // [F, 4]
        var lower = clamped.floor(); // [F, 4]
        var upperShare = clamped - lower; // [F, 4]
        var bins = stack([lower, lower.Plus(1)], 2).to(int64); // [F, 4, 2]
        var shares = stack([upperShare.SubtractedFrom(1), upperShare], 2); // [F, 4, 2]
        return (logs.gather(2, bins) * shares).sum(2).mean([1L]).neg(); // [F]
    }
}

using TorchSharp.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>
/// Batch norm of pictures [B, C, H, W], in the place of TorchSharp's own, which in training hands libtorch a number that the garbage collector can
/// free in the middle of the call (see <see cref="Number"/>). Settings, weights and their keys are the same, and so are the results.
/// </summary>
public sealed class BatchNormalization : BatchNorm
{
    /// <summary>Makes the module: weights 1, biases 0, means 0, variances 1.</summary>
    /// <param name="channels">C.</param>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="momentum">The share of the new batch in the means and variances that are kept, from 0 to 1; null: that of a plain average.</param>
    public BatchNormalization(long channels, double epsilon = 1e-5, double? momentum = 0.1)
        : base(channels, epsilon, momentum ?? 0, affine: true, track_running_stats: true, device: null, dtype: null, nameof(BatchNorm2d)) =>
        this.momentum = momentum;

    /// <summary>Whether it counts the batches that it was trained with by itself; false: a network counts for all its norms at once.</summary>
    internal bool CountsItself { get; set; } = true;

    /// <summary>With whom the statistics of a batch in training are shared; null, the default, for nobody.</summary>
    internal IStatisticSums? Shared { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        if (training && CountsItself)
        {
            num_batches_tracked!.AddInPlace(1);
        }

        var share = momentum ?? (training ? 1 / (double)num_batches_tracked!.SingleValue() : 0);

        if (training && Shared is { } sums)
        {
            return SharedNormalization.Of(input, weight!, bias!, new(sums, eps, (mean, variance, count) => Learn(mean, variance, count, share)));
        }

        // A single value has no variance: libtorch would make the one that is kept NaN, for good. Such a batch teaches the statistics nothing.
        var teaches = !training || input.numel() > input.shape[1];
        return nn.functional.batch_norm(input, teaches ? running_mean : null, teaches ? running_var : null, weight, bias, training, share, eps);
    }

    // What is kept is the variance that a single further value would have.
    private void Learn(Tensor mean, Tensor variance, Tensor count, double share)
    {
        using var noGradient = no_grad();
        var spread = variance * (count / count.Minus(1).AtLeast(1)).to(float32); // [C]
        running_mean!.MultiplyInPlace(1 - share).AddInPlace(mean, share);
        running_var!.MultiplyInPlace(1 - share).AddInPlace(spread, share);
    }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.ndim != 4)
        {
            throw new ArgumentException(FormattableString.Invariant($"Batch norm expects pictures [B, C, H, W]; this tensor has {input.ndim} dimensions."), nameof(input));
        }
    }
}

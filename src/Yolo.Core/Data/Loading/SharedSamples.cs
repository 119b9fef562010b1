using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>Makes the samples of a part of an epoch, the same as those of the whole.</summary>
/// <param name="samples">Makes those of the whole.</param>
/// <param name="whole">The plan of the whole.</param>
internal sealed class SharedSamples(ISampleMaker samples, EpochPlan whole) : ISampleMaker
{
    /// <inheritdoc/>
    public TargetForm Targets => samples.Targets;

    /// <inheritdoc/>
    public PreparedSample Make(EpochPlan plan, int position, Image? target) => samples.Make(whole, plan[position], target);
}

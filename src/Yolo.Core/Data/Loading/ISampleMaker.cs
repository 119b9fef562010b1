using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>Makes the samples of an epoch; called from several threads at once, in no particular order.</summary>
internal interface ISampleMaker
{
    /// <summary>What the batches say about objects.</summary>
    TargetForm Targets { get; }

    /// <summary>Makes a sample, which depends on nothing but plan and position.</summary>
    /// <param name="plan">The epoch.</param>
    /// <param name="position">Position in the epoch.</param>
    /// <param name="target">A picture of the sample's size that it may be made in, which saves copying it there. Default: none.</param>
    /// <returns>The sample, of the size that the plan gives to its batch.</returns>
    PreparedSample Make(EpochPlan plan, int position, Image? target = null);
}

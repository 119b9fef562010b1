using Yolo.Data.Loading;
using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Makes samples of a classification as they are: the middle of each picture.</summary>
/// <param name="pictures">The pictures.</param>
internal sealed class ClassificationValidationSamples(FullPictures pictures) : ISampleMaker
{
    /// <inheritdoc/>
    public TargetForm Targets => FullPictures.Targets;

    /// <inheritdoc/>
    public PreparedSample Make(EpochPlan plan, int position, Image? target = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (width, height) = plan.SizeOf(position / plan.BatchSize);
        return pictures.Make(plan[position], picture => CentreCrop.Apply(picture, width, height));
    }
}

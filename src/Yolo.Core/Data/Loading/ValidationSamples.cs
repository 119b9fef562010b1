using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>Makes samples as they are: fitted into the input, never enlarged beyond the training size.</summary>
/// <param name="store">The pictures.</param>
internal sealed class ValidationSamples(ImageStore store) : ISampleMaker
{
    /// <inheritdoc/>
    public TargetForm Targets => store.Targets;

    /// <inheritdoc/>
    public PreparedSample Make(EpochPlan plan, int position, Image? target = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        int index = plan[position];
        var sample = store.Load(index, outlines: Targets.Labels != LabelForm.Boxes);
        float gain = (float)sample.Height / store.Describe(index).Height;
        var (width, height) = plan.SizeOf(position / plan.BatchSize);
        var geometry = SampleLetterbox.Apply(sample, width, height, enlarge: false, target);
        return new(index, sample, new LetterboxTransform(gain * (float)geometry.GainY, geometry.Left, geometry.Top));
    }
}

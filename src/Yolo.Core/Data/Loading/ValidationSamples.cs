using Yolo.Data.Augmentations;
using Yolo.Geometry;

namespace Yolo.Data.Loading;

/// <summary>Makes samples as they are: fitted into the input, never enlarged beyond the training size.</summary>
/// <param name="store">The pictures.</param>
public sealed class ValidationSamples(ImageStore store) : ISampleMaker
{
    /// <inheritdoc/>
    public ImageStore Store { get; } = store;

    /// <inheritdoc/>
    public PreparedSample Make(EpochPlan plan, int position)
    {
        ArgumentNullException.ThrowIfNull(plan);
        int index = plan[position];
        var sample = Store.Load(index, outlines: false);
        float gain = (float)sample.Height / Store.Describe(index).Height;
        var (width, height) = plan.SizeOf(position / plan.BatchSize);
        var geometry = SampleLetterbox.Apply(sample, width, height, enlarge: false);
        return new(index, sample, new LetterboxTransform(gain * (float)geometry.GainY, geometry.Left, geometry.Top));
    }
}

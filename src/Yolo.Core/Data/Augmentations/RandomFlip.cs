using Yolo.Data.Sampling;

namespace Yolo.Data.Augmentations;

/// <summary>Turns samples upside down and mirrors them.</summary>
internal static class RandomFlip
{
    /// <summary>Draws two numbers: first for upside down, then for left and right.</summary>
    public static void Apply(Sample sample, AugmentationSettings settings, ref SampleRandom random)
    {
        if (random.Chance(settings.FlipVertically))
        {
            sample.Own();
            sample.Image.FlipVertically();
            sample.Objects = [.. sample.Objects.Select(item => item.MirrorVertically(sample.Height))];
        }

        if (random.Chance(settings.FlipHorizontally))
        {
            sample.Own();
            sample.Image.FlipHorizontally();
            sample.Objects = [.. sample.Objects.Select(item => item.MirrorHorizontally(sample.Width))];
        }
    }
}

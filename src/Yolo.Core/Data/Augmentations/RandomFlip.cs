using Yolo.Data.Sampling;

namespace Yolo.Data.Augmentations;

/// <summary>Turns samples upside down and mirrors them.</summary>
internal static class RandomFlip
{
    /// <summary>Draws two numbers: first for upside down, then for left and right.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="settings">How probable each is.</param>
    /// <param name="random">Source of the numbers.</param>
    /// <param name="flipIndices">For each key point the index of the one it becomes in a mirror.</param>
    public static void Apply(Sample sample, AugmentationSettings settings, ref SampleRandom random, IReadOnlyList<int>? flipIndices = null)
    {
        if (random.Chance(settings.FlipVertically))
        {
            sample.Own();
            sample.Image.FlipVertically();
            sample.Objects = [.. sample.Objects.Select(item => item.MirrorVertically(sample.Height, flipIndices))];
        }

        if (random.Chance(settings.FlipHorizontally))
        {
            sample.Own();
            sample.Image.FlipHorizontally();
            sample.Objects = [.. sample.Objects.Select(item => item.MirrorHorizontally(sample.Width, flipIndices))];
        }
    }
}

using Yolo.Data.Sampling;

namespace Yolo.Data.Augmentations;

/// <summary>Exchanges red and blue now and then, for networks that shall bear either order.</summary>
internal static class ChannelSwap
{
    /// <summary>Draws one number.</summary>
    public static void Apply(Sample sample, AugmentationSettings settings, ref SampleRandom random)
    {
        if (!random.Chance(settings.Bgr))
        {
            return;
        }

        sample.Own();
        var pixels = sample.Image.Pixels;
        for (int at = 0; at < pixels.Length; at += 3)
        {
            (pixels[at], pixels[at + 2]) = (pixels[at + 2], pixels[at]);
        }
    }
}

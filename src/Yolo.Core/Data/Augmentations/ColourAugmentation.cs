using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Augmentations;

/// <summary>Varies hue, saturation and brightness.</summary>
internal static class ColourAugmentation
{
    /// <summary>Draws three numbers, and changes the picture unless all ranges are 0.</summary>
    public static void Apply(Sample sample, AugmentationSettings settings, ref SampleRandom random)
    {
        double hue = random.Uniform(-1, 1) * settings.HsvHue;
        double saturation = random.Uniform(-1, 1) * settings.HsvSaturation;
        double value = random.Uniform(-1, 1) * settings.HsvValue;
        if (hue != 0 || saturation != 0 || value != 0)
        {
            sample.Own();
            HsvGain.Apply(sample.Image, hue, saturation, value);
        }
    }
}

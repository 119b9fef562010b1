using Yolo.Data.Augmentations;
using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Shifts brightness, contrast, saturation and hue at random, in random order.</summary>
internal static class ColourJitter
{
    private const int Steps = 4;

    /// <summary>Changes a picture in place: brightness and contrast as far as hsv_v allows, saturation and hue as far as hsv_s and hsv_h.</summary>
    public static void Apply(Image picture, AugmentationSettings settings, ref SampleRandom random)
    {
        int[] order = [.. Enumerable.Range(0, Steps)];
        for (int left = Steps; left > 1; left--)
        {
            int chosen = random.NextInt(left);
            (order[left - 1], order[chosen]) = (order[chosen], order[left - 1]);
        }

        double brightness = Factor(settings.HsvValue, ref random), contrast = Factor(settings.HsvValue, ref random);
        double saturation = Factor(settings.HsvSaturation, ref random), hue = random.Uniform(-settings.HsvHue, settings.HsvHue);
        foreach (int step in order)
        {
            switch (step)
            {
                case 0 when brightness != 1:
                    Enhancement.Brightness(picture, brightness);
                    break;
                case 1 when contrast != 1:
                    Enhancement.Contrast(picture, contrast);
                    break;
                case 2 when saturation != 1:
                    Enhancement.Color(picture, saturation);
                    break;
                case 3 when hue != 0:
                    HsvGain.Apply(picture, hue, 0, 0);
                    break;
            }
        }
    }

    private static double Factor(double range, ref SampleRandom random) => random.Uniform(Math.Max(0, 1 - range), 1 + range);
}

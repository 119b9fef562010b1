using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Operations that turn each value of a channel into another, whatever is around it. All change the picture in place.</summary>
internal static class ToneTables
{
    private const int Levels = 256;

    public static void Invert(Image picture) => Apply(picture, value => 255 - value);

    /// <summary>Turns values from a threshold on into their opposites.</summary>
    public static void Solarize(Image picture, double threshold) => Apply(picture, value => value < threshold ? value : 255 - value);

    /// <summary>Keeps the highest bits, 0 to 8.</summary>
    public static void Posterize(Image picture, int bits) => Apply(picture, value => value & ~((1 << (8 - bits)) - 1));

    /// <summary>Stretches each channel to the whole range.</summary>
    public static void AutoContrast(Image picture) => PerChannel(picture, counts =>
    {
        int low = Array.FindIndex(counts, count => count > 0), high = Array.FindLastIndex(counts, count => count > 0);
        double scale = 255.0 / Math.Max(1, high - low);
        return high <= low ? null : value => (int)Math.Clamp((value * scale) - (low * scale), 0, 255);
    });

    /// <summary>Gives each range of a channel's values as many pixels as any other.</summary>
    public static void Equalize(Image picture) => PerChannel(picture, counts =>
    {
        int step = (counts.Sum() - counts.Last(count => count > 0)) / 255;
        if (step == 0)
        {
            return null;
        }

        int[] table = new int[Levels];
        int below = step / 2;
        for (int value = 0; value < Levels; value++)
        {
            table[value] = Math.Min(255, below / step);
            below += counts[value];
        }

        return value => table[value];
    });

    private static void PerChannel(Image picture, Func<int[], Func<int, int>?> tableOf)
    {
        for (int channel = 0; channel < Image.Channels; channel++)
        {
            int[] counts = new int[Levels];
            var pixels = picture.Pixels;
            for (int at = channel; at < pixels.Length; at += Image.Channels)
            {
                counts[pixels[at]]++;
            }

            if (tableOf(counts) is { } table)
            {
                Apply(picture, table, channel, Image.Channels);
            }
        }
    }

    private static void Apply(Image picture, Func<int, int> table, int first = 0, int step = 1)
    {
        Span<byte> values = stackalloc byte[Levels];
        for (int value = 0; value < Levels; value++)
        {
            values[value] = (byte)table(value);
        }

        var pixels = picture.Pixels;
        for (int at = first; at < pixels.Length; at += step)
        {
            pixels[at] = values[pixels[at]];
        }
    }
}

using Yolo.Data.Sampling;

namespace Yolo.Data.Augmentations;

/// <summary>Blends two samples of one size; all objects of both are kept.</summary>
internal static class MixUp
{
    private const int BetaShape = 32;

    /// <summary>Blends the second into the first and releases the second.</summary>
    public static void Apply(Sample sample, Sample other, ref SampleRandom random)
    {
        double share = random.Beta(BetaShape);
        sample.Own();
        // Fixed point with 16 bits: the product is exact, and truncation is what storing as a byte does.
        int weight = (int)Math.Round(share * 65536);
        Span<byte> pixels = sample.Image.Pixels, others = other.Image.Pixels;
        for (int at = 0; at < pixels.Length; at++)
        {
            pixels[at] = (byte)(((pixels[at] * weight) + (others[at] * (65536 - weight))) >> 16);
        }

        sample.Objects = [.. sample.Objects, .. other.Objects];
        other.Release();
    }
}

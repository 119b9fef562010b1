using Yolo.Data.Augmentations;
using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>The three published policies.</summary>
internal static class AutomaticAugmentation
{
    private const double FarthestMove = 150.0 / 331;
    private const int PairLevels = 10, RandomLevels = 31, RandomLevel = 9, RandomOperations = 2;
    private const int MixSeverity = 3, MixChains = 3, LongestChain = 3;

    /// <summary>Varies a picture.</summary>
    /// <param name="picture">The picture; it may be changed.</param>
    /// <param name="policy">How.</param>
    /// <param name="random">Source of the numbers.</param>
    /// <returns>The same picture, or another one in its place.</returns>
    public static Image Apply(Image picture, AutoAugmentPolicy policy, ref SampleRandom random) => policy switch
    {
        AutoAugmentPolicy.RandAugment => RandAugment(picture, ref random),
        AutoAugmentPolicy.AutoAugment => AutoAugment(picture, ref random),
        AutoAugmentPolicy.AugMix => AugMix(picture, ref random),
        _ => picture,
    };

    private static Image RandAugment(Image picture, ref SampleRandom random)
    {
        var scale = new OperationScale(RandomLevels, FarthestMove * picture.Width, FarthestMove * picture.Height, Bits: 8);
        for (int operation = 0; operation < RandomOperations; operation++)
        {
            // All but the inversion.
            var chosen = (PictureOperation)random.NextInt((int)PictureOperation.Invert);
            picture = PictureOperations.Apply(picture, chosen, scale.Draw(chosen, RandomLevel, ref random));
        }

        return picture;
    }

    private static Image AutoAugment(Image picture, ref SampleRandom random)
    {
        var scale = new OperationScale(PairLevels, FarthestMove * picture.Width, FarthestMove * picture.Height, Bits: 8);
        foreach (var (operation, probability, level) in OperationPairs.All[random.NextInt(OperationPairs.All.Length)])
        {
            if (random.Chance(probability))
            {
                picture = PictureOperations.Apply(picture, operation, scale.Draw(operation, level, ref random));
            }
        }

        return picture;
    }

    private static Image AugMix(Image picture, ref SampleRandom random)
    {
        var scale = new OperationScale(PairLevels, picture.Width / 3.0, picture.Height / 3.0, Bits: 4);
        double own = random.NextDouble();
        double[] weights = Shares(MixChains, ref random);
        float[] mix = new float[picture.Pixels.Length];
        Add(mix, picture, own);
        foreach (double weight in weights)
        {
            var chain = picture.Clone();
            int length = 1 + random.NextInt(LongestChain);
            for (int link = 0; link < length; link++)
            {
                // Neither the identity nor the inversion.
                var operation = (PictureOperation)(1 + random.NextInt((int)PictureOperation.Invert - 1));
                chain = PictureOperations.Apply(chain, operation, scale.Draw(operation, random.NextInt(MixSeverity), ref random));
            }

            Add(mix, chain, (1 - own) * weight);
        }

        for (int at = 0; at < mix.Length; at++)
        {
            picture.Pixels[at] = (byte)Math.Clamp(mix[at], 0, 255);
        }

        return picture;
    }

    /// <summary>Numbers that are uniform among those whose sum is 1.</summary>
    private static double[] Shares(int count, ref SampleRandom random)
    {
        double[] shares = new double[count];
        for (int at = 0; at < count; at++)
        {
            shares[at] = -Math.Log(1 - random.NextDouble());
        }

        double sum = shares.Sum();
        return sum > 0 ? Array.ConvertAll(shares, share => share / sum) : Array.ConvertAll(shares, _ => 1.0 / count);
    }

    private static void Add(float[] mix, Image picture, double weight)
    {
        var pixels = picture.Pixels;
        for (int at = 0; at < mix.Length; at++)
        {
            mix[at] += (float)weight * pixels[at];
        }
    }
}

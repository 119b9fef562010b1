using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Blackens a rectangle now and then, so that a network does not rely on one part of an object.</summary>
internal static class RandomErasing
{
    private const int Attempts = 10;
    private const double Smallest = 0.02, Greatest = 0.33, Flattest = 0.3, Steepest = 3.3;

    /// <summary>Blackens 2 to 33 % of a picture with a probability; nothing if ten tries do not fit.</summary>
    public static void Apply(Image picture, double probability, ref SampleRandom random)
    {
        if (!random.Chance(probability))
        {
            return;
        }

        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double area = picture.Width * (double)picture.Height * random.Uniform(Smallest, Greatest);
            double form = Math.Exp(random.Uniform(Math.Log(Flattest), Math.Log(Steepest)));
            (int width, int height) = ((int)Math.Round(Math.Sqrt(area / form)), (int)Math.Round(Math.Sqrt(area * form)));
            if (width > 0 && height > 0 && width < picture.Width && height < picture.Height)
            {
                int top = random.NextInt(picture.Height - height + 1), left = random.NextInt(picture.Width - width + 1);
                for (int y = top; y < top + height; y++)
                {
                    picture.Row(y).Slice(left * Image.Channels, width * Image.Channels).Clear();
                }

                return;
            }
        }
    }
}

using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Shapes;

/// <summary>Textured grounds: a slope from one colour to another, waves on it, and grain over all.</summary>
internal static class ShapesGround
{
    private const int Grain = 9;

    /// <summary>Paints the ground.</summary>
    /// <returns>Its mean colour.</returns>
    public static Rgb Paint(Image image, ref SampleRandom random)
    {
        double[] from = Colour(ref random), to = Colour(ref random);
        double angle = random.Uniform(0, 2 * Math.PI), waveAngle = random.Uniform(0, Math.PI);
        double length = random.Uniform(6, 40), strength = random.Uniform(0, 18);
        double span = image.Width + image.Height;
        for (int y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (int x = 0; x < image.Width; x++)
            {
                double along = Math.Clamp(0.5 + (((x - (image.Width / 2.0)) * Math.Cos(angle)) + ((y - (image.Height / 2.0)) * Math.Sin(angle))) / span, 0, 1);
                double wave = strength * Math.Sin(2 * Math.PI * ((x * Math.Cos(waveAngle)) + (y * Math.Sin(waveAngle))) / length);
                for (int channel = 0; channel < 3; channel++)
                {
                    row[(x * 3) + channel] = (byte)Math.Clamp(from[channel] + ((to[channel] - from[channel]) * along) + wave, 0, 255);
                }
            }
        }

        return new((byte)((from[0] + to[0]) / 2), (byte)((from[1] + to[1]) / 2), (byte)((from[2] + to[2]) / 2));
    }

    /// <summary>Adds the noise of a camera over ground and shapes alike.</summary>
    public static void AddGrain(Image image, ref SampleRandom random)
    {
        foreach (ref byte value in image.Pixels)
        {
            // Two throws: grain that is mostly small.
            int noise = random.NextInt(Grain) + random.NextInt(Grain) - Grain + 1;
            value = (byte)Math.Clamp(value + noise, 0, 255);
        }
    }

    private static double[] Colour(ref SampleRandom random) => [random.Uniform(30, 225), random.Uniform(30, 225), random.Uniform(30, 225)];
}

using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Shapes;

/// <summary>Chooses the colours of shapes.</summary>
internal static class ShapeColour
{
    private const int Farthest = 3 * byte.MaxValue;

    /// <summary>Of some random colours the one that is best seen: far from those of the ground, and half as far from those of other shapes.</summary>
    public static Rgb Contrasting(ReadOnlySpan<Rgb> ground, ReadOnlySpan<Rgb> shapes, int candidates, ref SampleRandom random)
    {
        Rgb best = default;
        int distance = -1;
        for (int candidate = 0; candidate < candidates; candidate++)
        {
            var colour = new Rgb((byte)random.NextInt(256), (byte)random.NextInt(256), (byte)random.NextInt(256));
            int apart = Math.Min(FromNearest(colour, ground), 2 * FromNearest(colour, shapes));
            (best, distance) = apart > distance ? (colour, apart) : (best, distance);
        }

        return best;
    }

    private static int FromNearest(Rgb colour, ReadOnlySpan<Rgb> others)
    {
        int nearest = Farthest;
        foreach (var other in others)
        {
            nearest = Math.Min(nearest, Math.Abs(colour.R - other.R) + Math.Abs(colour.G - other.G) + Math.Abs(colour.B - other.B));
        }

        return nearest;
    }
}

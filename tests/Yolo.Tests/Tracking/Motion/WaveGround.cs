using Yolo.Imaging;
using Yolo.Tracking.Motion;

namespace Yolo.Tests.Tracking.Motion;

/// <summary>A ground of many waves, which can be looked at from anywhere without interpolation.</summary>
internal sealed class WaveGround
{
    private const int Waves = 24;

    private readonly (double X, double Y, double Phase)[] waves = new (double X, double Y, double Phase)[Waves];

    public WaveGround(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Waves; i++)
        {
            // Long waves besides short ones: a ground that repeats itself has no one shift.
            var (frequency, direction) = (Math.Tau / (12 * Math.Pow(20, random.NextDouble())), Math.Tau * random.NextDouble());
            waves[i] = (frequency * Math.Cos(direction), frequency * Math.Sin(direction), Math.Tau * random.NextDouble());
        }
    }

    public byte Grey(double x, double y)
    {
        var sum = 0.0;
        foreach (var wave in waves)
        {
            sum += Math.Sin((wave.X * x) + (wave.Y * y) + wave.Phase);
        }

        return (byte)Math.Clamp(128 + (14 * sum), 0, 255);
    }

    /// <summary>The picture after a camera's motion: what was at a place is where the warp carries it.</summary>
    public Image Picture(int width, int height, CameraWarp warp)
    {
        var picture = new Image(width, height);
        var determinant = (warp.XX * warp.YY) - (warp.XY * warp.YX);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (toX, toY) = (x + 0.5 - warp.X, y + 0.5 - warp.Y);
                var grey = Grey(((warp.YY * toX) - (warp.XY * toY)) / determinant, ((warp.XX * toY) - (warp.YX * toX)) / determinant);
                picture.Row(y).Slice(3 * x, 3).Fill(grey);
            }
        }

        return picture;
    }
}

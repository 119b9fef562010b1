using Yolo.Imaging;

namespace Yolo.MicroBenchmarks;

/// <summary>Pictures to measure with.</summary>
internal static class TestPicture
{
    /// <summary>Smooth shapes with some noise, so that codecs have about as much to do as with a photograph; always the same.</summary>
    internal static Image Make(int width, int height)
    {
        var image = new Image(width, height);
        var random = new Random(7);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var wave = (int)(60 * Math.Sin(x / 23.0) * Math.Cos(y / 31.0));
                image[x, y] = new(Shade(wave + (x * 90 / width)), Shade(wave + (y * 90 / height)), Shade(-wave));
            }
        }

        return image;

        byte Shade(int value) => (byte)Math.Clamp(110 + value + random.Next(-6, 7), 0, 255);
    }

    /// <summary>The mean of all bytes.</summary>
    internal static double Mean(ReadOnlySpan<byte> pixels)
    {
        var sum = 0L;
        foreach (var value in pixels)
        {
            sum += value;
        }

        return (double)sum / pixels.Length;
    }
}

namespace Yolo.Imaging;

/// <summary>Changes the size of pictures as classifiers are trained with: bilinear, and averaging over all pixels that fall together when it shrinks.</summary>
public static class AreaResize
{
    /// <summary>Resizes a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">New width in pixels.</param>
    /// <param name="height">New height in pixels.</param>
    /// <returns>A new picture.</returns>
    public static Image Bilinear(Image image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        var narrow = new Image(width, image.Height);
        var columns = Taps(image.Width, width);
        for (var y = 0; y < image.Height; y++)
        {
            AlongRow(image.Row(y), narrow.Row(y), columns);
        }

        var result = new Image(width, height);
        var rows = Taps(image.Height, height);
        var sums = new float[result.Stride];
        for (var y = 0; y < height; y++)
        {
            AcrossRows(narrow, rows[y], sums);
            Round(sums, result.Row(y));
        }

        return result;
    }

    // For each new pixel the old ones that it is made of, weighted by a triangle as wide as the step between new pixels.
    private static (int First, float[] Weights)[] Taps(int size, int newSize)
    {
        var step = (double)size / newSize;
        var reach = Math.Max(1, step);
        var taps = new (int, float[])[newSize];
        for (var i = 0; i < newSize; i++)
        {
            var centre = (i + 0.5) * step;
            var first = Math.Max(0, (int)(centre - reach + 0.5));
            var end = Math.Min(size, (int)(centre + reach + 0.5));
            var weights = new float[end - first];
            for (var j = 0; j < weights.Length; j++)
            {
                weights[j] = (float)Math.Max(0, 1 - (Math.Abs(first + j + 0.5 - centre) / reach));
            }

            var sum = weights.Sum();
            taps[i] = (first, Array.ConvertAll(weights, weight => weight / sum));
        }

        return taps;
    }

    private static void AlongRow(ReadOnlySpan<byte> row, Span<byte> result, (int First, float[] Weights)[] taps)
    {
        for (var x = 0; x < taps.Length; x++)
        {
            var (first, weights) = taps[x];
            var (red, green, blue) = (0f, 0f, 0f);
            for (var i = 0; i < weights.Length; i++)
            {
                var pixel = row.Slice((first + i) * Image.Channels, Image.Channels);
                red += pixel[0] * weights[i];
                green += pixel[1] * weights[i];
                blue += pixel[2] * weights[i];
            }

            Round([red, green, blue], result.Slice(x * Image.Channels, Image.Channels));
        }
    }

    private static void AcrossRows(Image image, (int First, float[] Weights) taps, Span<float> sums)
    {
        sums.Clear();
        for (var i = 0; i < taps.Weights.Length; i++)
        {
            var row = image.Row(taps.First + i);
            var weight = taps.Weights[i];
            for (var x = 0; x < sums.Length; x++)
            {
                sums[x] += row[x] * weight;
            }
        }
    }

    private static void Round(ReadOnlySpan<float> sums, Span<byte> result)
    {
        for (var x = 0; x < sums.Length; x++)
        {
            result[x] = (byte)Math.Clamp(sums[x] + 0.5f, 0, 255);
        }
    }
}

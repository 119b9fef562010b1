using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging;

/// <summary>Changes the size of pictures as classifiers are trained with: bilinear, and averaging over all pixels that fall together when it shrinks.</summary>
internal static class AreaResize
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
        var padded = new byte[image.Stride + 1];
        for (var y = 0; y < image.Height; y++)
        {
            image.Row(y).CopyTo(padded);
            AlongRow(padded, narrow.Row(y), columns);
        }

        var result = new Image(width, height);
        var rows = Taps(image.Height, height);
        var sums = new float[result.Stride];
        for (var y = 0; y < height; y++)
        {
            AcrossRows(narrow, rows[y], sums);
            var row = result.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = Rounded(sums[x]);
            }
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

    // The three channels of a pixel are summed side by side; a fourth lane reads the byte behind and is dropped.
    private static void AlongRow(ReadOnlySpan<byte> row, Span<byte> result, (int First, float[] Weights)[] taps)
    {
        for (var x = 0; x < taps.Length; x++)
        {
            var (first, weights) = taps[x];
            var sums = Vector128<float>.Zero;
            var pixels = row[(first * Image.Channels)..];
            foreach (var weight in weights)
            {
                var pixel = Vector128.CreateScalar(BinaryPrimitives.ReadUInt32LittleEndian(pixels)).AsByte();
                pixels = pixels[Image.Channels..];
                sums += Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(pixel)).AsInt32()) * weight;
            }

            var whole = Vector128.ConvertToInt32(Vector128.Clamp(sums + Vector128.Create(0.5f), Vector128<float>.Zero, Vector128.Create(255f)));
            var target = result.Slice(x * Image.Channels, Image.Channels);
            target[0] = (byte)whole.GetElement(0);
            target[1] = (byte)whole.GetElement(1);
            target[2] = (byte)whole.GetElement(2);
        }
    }

    private static void AcrossRows(Image image, (int First, float[] Weights) taps, Span<float> sums)
    {
        sums.Clear();
        for (var i = 0; i < taps.Weights.Length; i++)
        {
            ReadOnlySpan<byte> row = image.Row(taps.First + i);
            var weight = taps.Weights[i];
            var x = 0;
            for (; x + Vector128<byte>.Count <= row.Length; x += Vector128<byte>.Count)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(row[x..]));
                AddTo(sums[x..], low, weight);
                AddTo(sums[(x + Vector128<ushort>.Count)..], high, weight);
            }

            for (; x < row.Length; x++)
            {
                sums[x] += row[x] * weight;
            }
        }
    }

    private static void AddTo(Span<float> sums, Vector128<ushort> bytes, float weight)
    {
        var (low, high) = Vector128.Widen(bytes);
        var there = Vector256.Create<float>(sums);
        (there + (Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32()) * weight)).CopyTo(sums);
    }

    private static byte Rounded(float sum) => (byte)Math.Clamp(sum + 0.5f, 0, 255);
}

using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Moves a picture away from a poorer one or towards it: with a factor of 0 it becomes that, with 1 it stays, beyond 1 the difference grows.</summary>
internal static class Enhancement
{
    /// <summary>The poorer picture is black.</summary>
    public static void Brightness(Image picture, double factor)
    {
        foreach (ref byte value in picture.Pixels)
        {
            value = Blend(0, value, factor);
        }
    }

    /// <summary>The poorer picture is grey all over, as the mean of this.</summary>
    public static void Contrast(Image picture, double factor)
    {
        var pixels = picture.Pixels;
        long sum = 0;
        for (int at = 0; at < pixels.Length; at += Image.Channels)
        {
            sum += Grey(pixels.Slice(at, Image.Channels));
        }

        int mean = (int)(((double)sum * Image.Channels / pixels.Length) + 0.5);
        foreach (ref byte value in pixels)
        {
            value = Blend(mean, value, factor);
        }
    }

    /// <summary>The poorer picture has no colours.</summary>
    public static void Color(Image picture, double factor)
    {
        var pixels = picture.Pixels;
        for (int at = 0; at < pixels.Length; at += Image.Channels)
        {
            var pixel = pixels.Slice(at, Image.Channels);
            int grey = Grey(pixel);
            foreach (ref byte value in pixel)
            {
                value = Blend(grey, value, factor);
            }
        }
    }

    /// <summary>The poorer picture is blurred over three by three pixels, the middle counting five of thirteen; its edge stays.</summary>
    public static void Sharpness(Image picture, double factor)
    {
        const int MiddleMore = 4, Weights = 13;
        var before = picture.Clone();
        for (int y = 1; y < picture.Height - 1; y++)
        {
            ReadOnlySpan<byte> above = before.Row(y - 1), own = before.Row(y), below = before.Row(y + 1);
            var row = picture.Row(y);
            for (int x = Image.Channels; x < row.Length - Image.Channels; x++)
            {
                int sum = MiddleMore * own[x];
                for (int near = x - Image.Channels; near <= x + Image.Channels; near += Image.Channels)
                {
                    sum += above[near] + own[near] + below[near];
                }

                row[x] = Blend((sum + (Weights / 2)) / Weights, own[x], factor);
            }
        }
    }

    private static byte Blend(int poor, int value, double factor) => (byte)Math.Clamp(poor + (factor * (value - poor)), 0, 255);

    /// <summary>The brightness of a pixel by the weights of television.</summary>
    private static int Grey(ReadOnlySpan<byte> pixel) => ((pixel[0] * 19595) + (pixel[1] * 38470) + (pixel[2] * 7471) + 0x8000) >> 16;
}

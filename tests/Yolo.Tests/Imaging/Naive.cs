using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

/// <summary>Definitions in double precision, pixel by pixel, to compare fast code with.</summary>
internal static class Naive
{
    public static Image Resize(Image source, int width, int height)
    {
        var result = new Image(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double column = Math.Clamp(((x + 0.5) * source.Width / width) - 0.5, 0, source.Width - 1);
                double row = Math.Clamp(((y + 0.5) * source.Height / height) - 0.5, 0, source.Height - 1);
                result[x, y] = Sample(source, column, row, null);
            }
        }

        return result;
    }

    /// <summary>Warps by the inverse matrix, nine numbers. Places are rounded to 1/32 pixel, which is part of the definition.</summary>
    public static Image Warp(Image source, double[] inverse, int width, int height, byte border)
    {
        var result = new Image(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double w = (inverse[6] * x) + (inverse[7] * y) + inverse[8];
                double column = ((inverse[0] * x) + (inverse[1] * y) + inverse[2]) / w;
                double row = ((inverse[3] * x) + (inverse[4] * y) + inverse[5]) / w;
                result[x, y] = Sample(source, Math.Round(column * 32) / 32, Math.Round(row * 32) / 32, border);
            }
        }

        return result;
    }

    /// <summary>Colours through 8-bit HSV, number by number: quotients by reciprocals of 12 bits, back in floats that are cut off.</summary>
    public static Image Hsv(Image source, double hue, double saturation, double value)
    {
        var result = new Image(source.Width, source.Height);
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < source.Width; x++)
            {
                var (h, s, v) = ToHsv(source[x, y]);
                double turned = (h + (hue * 180)) % 180;
                result[x, y] = ToRgb((byte)(turned < 0 ? turned + 180 : turned), Gained(s, saturation), Gained(v, value));
            }
        }

        return result;

        static byte Gained(int level, double gain) => (byte)Math.Clamp(level * (1 + gain), 0, 255);
    }

    private static (int Hue, int Saturation, int Value) ToHsv(Rgb colour)
    {
        int value = Math.Max(colour.R, Math.Max(colour.G, colour.B)), range = value - Math.Min(colour.R, Math.Min(colour.G, colour.B));
        int sum = value == colour.R ? colour.G - colour.B
            : value == colour.G ? colour.B - colour.R + (2 * range)
            : colour.R - colour.G + (4 * range);
        int hue = ((sum * Reciprocal(180 * 4096 / 6, range)) + 2048) >> 12;
        return (hue < 0 ? hue + 180 : hue, ((range * Reciprocal(255 * 4096, value)) + 2048) >> 12, value);

        static int Reciprocal(int scale, int divisor) => divisor == 0 ? 0 : (int)Math.Round((double)scale / divisor);
    }

    private static Rgb ToRgb(int hue, int saturation, int value)
    {
        float place = hue * (6f / 180f), share = place - MathF.Floor(place), s = saturation * (1f / 255f), v = value * (1f / 255f);
        byte top = Level(v), least = Level(v * (1 - s)), falling = Level(v * (1 - (s * share))), rising = Level(v * (1 - (s * (1 - share))));
        return (int)place switch
        {
            0 => new(top, rising, least),
            1 => new(falling, top, least),
            2 => new(least, top, rising),
            3 => new(least, falling, top),
            4 => new(rising, least, top),
            _ => new(top, least, falling),
        };

        static byte Level(float unit) => (byte)(unit * 255f);
    }

    private static Rgb Sample(Image source, double x, double y, byte? border)
    {
        int column = (int)Math.Floor(x), row = (int)Math.Floor(y);
        var values = new byte[3];
        for (int c = 0; c < 3; c++)
        {
            double above = Mix(Pixel(column, row, c), Pixel(column + 1, row, c), x - column);
            double below = Mix(Pixel(column, row + 1, c), Pixel(column + 1, row + 1, c), x - column);
            values[c] = (byte)Math.Floor(Mix(above, below, y - row) + 0.5);
        }

        return new(values[0], values[1], values[2]);

        double Pixel(int px, int py, int c)
        {
            bool inside = px >= 0 && py >= 0 && px < source.Width && py < source.Height;
            return inside || border is null ? source.Row(Math.Clamp(py, 0, source.Height - 1))[(Math.Clamp(px, 0, source.Width - 1) * 3) + c] : border.Value;
        }
    }

    private static double Mix(double from, double to, double share) => from + ((to - from) * share);
}

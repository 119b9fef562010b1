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

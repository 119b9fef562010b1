using Yolo.Imaging.Kernels;

namespace Yolo.Imaging;

/// <summary>Shifts hue and scales saturation and value, through 8-bit HSV with hue in 0 to 179.</summary>
internal static class HsvGain
{
    /// <summary>Changes a picture in place.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="hue">Share of the hue circle that is added, −1 to 1.</param>
    /// <param name="saturation">Saturation is multiplied by 1 + this; grey stays grey.</param>
    /// <param name="value">Value is multiplied by 1 + this.</param>
    public static void Apply(Image image, double hue, double saturation, double value)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<byte> tables = stackalloc byte[3 * 256];
        FillTables(tables, hue, saturation, value);
        HsvKernel.Run(image.Pixels, tables[..256], tables[256..512], tables[512..]);
    }

    private static void FillTables(Span<byte> tables, double hue, double saturation, double value)
    {
        const double Circle = 180;
        for (int i = 0; i < 256; i++)
        {
            int from = i - HsvKernel.HueOffset;
            double turned = ((from < 0 ? from + Circle : from) + (hue * Circle)) % Circle;
            tables[i] = (byte)(turned < 0 ? turned + Circle : turned);
            tables[256 + i] = i == 0 ? (byte)0 : (byte)Math.Clamp(i * (1 + saturation), 0, 255);
            tables[512 + i] = (byte)Math.Clamp(i * (1 + value), 0, 255);
        }
    }
}

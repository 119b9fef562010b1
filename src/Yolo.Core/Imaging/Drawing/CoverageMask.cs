using System.Buffers;

namespace Yolo.Imaging.Drawing;

/// <summary>How much of each pixel a shape covers, 0 to 255, over the part of a picture that the shape can touch.</summary>
/// <remarks>Shapes are collected here first and blended once, so that overlapping strokes of one shape do not darken each other.</remarks>
internal readonly ref struct CoverageMask
{
    private readonly byte[] coverage;

    private CoverageMask(int left, int top, int width, int height)
    {
        (Left, Top, Width, Height) = (left, top, width, height);
        coverage = ArrayPool<byte>.Shared.Rent(Math.Max(1, width * height));
        coverage.AsSpan(0, width * height).Clear();
    }

    public int Left { get; }

    public int Top { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>A mask for what of the box lies in the picture.</summary>
    public static CoverageMask Over(Image image, PixelBox box)
    {
        int left = Clamp(Math.Floor(box.Left), image.Width), right = Clamp(Math.Ceiling(box.Right), image.Width);
        int top = Clamp(Math.Floor(box.Top), image.Height), bottom = Clamp(Math.Ceiling(box.Bottom), image.Height);
        return new(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top));
    }

    /// <summary>Coverage of a row of the picture, from <see cref="Left"/> on.</summary>
    public Span<byte> Row(int y) => coverage.AsSpan((y - Top) * Width, Width);

    /// <summary>Lays the colour over the picture where the mask is set, and returns the mask's memory.</summary>
    public void Blend(Image image, Rgb colour, double opacity)
    {
        int strength = (int)Math.Round(Math.Clamp(opacity, 0, 1) * 256);
        for (int y = Top; y < Top + Height; y++)
        {
            BlendRow(Row(y), image.Row(y)[(Left * Image.Channels)..], colour, strength);
        }

        ArrayPool<byte>.Shared.Return(coverage);
    }

    private static void BlendRow(ReadOnlySpan<byte> row, Span<byte> pixels, Rgb colour, int strength)
    {
        for (int x = 0, at = 0; x < row.Length; x++, at += Image.Channels)
        {
            if (row[x] == 0)
            {
                continue;
            }

            // 0 to 255 becomes 0 to 65536, so that full coverage at full opacity replaces the pixel exactly.
            int share = (row[x] + (row[x] >> 7)) * strength;
            pixels[at] = Mix(pixels[at], colour.R, share);
            pixels[at + 1] = Mix(pixels[at + 1], colour.G, share);
            pixels[at + 2] = Mix(pixels[at + 2], colour.B, share);
        }
    }

    private static byte Mix(byte under, byte over, int share) => (byte)(((under << 16) + ((over - under) * share) + (1 << 15)) >> 16);

    private static int Clamp(double value, int most) => double.IsNaN(value) ? 0 : (int)Math.Clamp(value, 0, most);
}

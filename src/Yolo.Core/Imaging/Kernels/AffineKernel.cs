using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Yolo.Imaging.Kernels;

/// <summary>Affine warp. Places are sums of a column and a row part, each rounded to 1/1024 pixel, and are then rounded to 1/32 pixel.</summary>
internal static class AffineKernel
{
    private const int PlaceBits = 10;
    private const int Drop = PlaceBits - WarpSampler.FractionBits;
    private const int Half = 1 << (Drop - 1);

    public static void Run(Image image, ReadOnlySpan<double> inverse, Image target, byte border)
    {
        var sampler = new WarpSampler(image, border);
        int[] columns = ArrayPool<int>.Shared.Rent(2 * target.Width);
        try
        {
            for (int x = 0; x < target.Width; x++)
            {
                columns[2 * x] = Fixed(inverse[0] * x);
                columns[(2 * x) + 1] = Fixed(inverse[3] * x);
            }

            for (int y = 0; y < target.Height; y++)
            {
                int startX = Fixed((inverse[1] * y) + inverse[2]) + Half;
                int startY = Fixed((inverse[4] * y) + inverse[5]) + Half;
                WarpRow(sampler, columns.AsSpan(0, 2 * target.Width), startX, startY, target.Row(y));
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(columns);
        }
    }

    private static void WarpRow(WarpSampler sampler, ReadOnlySpan<int> columns, int startX, int startY, Span<byte> row)
    {
        ref byte to = ref MemoryMarshal.GetReference(row);
        for (int i = 0; i < columns.Length; i += 2)
        {
            sampler.Sample((startX + columns[i]) >> Drop, (startY + columns[i + 1]) >> Drop, ref to);
            to = ref Unsafe.Add(ref to, Image.Channels);
        }
    }

    /// <summary>Rounds to 1/1024 pixel, within half the range so that a sum of two cannot overflow.</summary>
    private static int Fixed(double place)
    {
        const double Limit = int.MaxValue / 2 - 64;
        double scaled = Math.Round(place * (1 << PlaceBits));
        return double.IsNaN(scaled) ? 0 : (int)Math.Clamp(scaled, -Limit, Limit);
    }
}

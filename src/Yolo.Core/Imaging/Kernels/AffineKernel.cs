using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Yolo.Imaging.Kernels;

/// <summary>Affine warp by any matrix.</summary>
internal static class AffineKernel
{
    public static void Run(Image image, ReadOnlySpan<double> inverse, Image target, byte border)
    {
        var sampler = new WarpSampler(image, border);
        int[] columns = ArrayPool<int>.Shared.Rent(2 * target.Width);
        try
        {
            for (int x = 0; x < target.Width; x++)
            {
                columns[2 * x] = WarpPlace.Part(inverse[0] * x);
                columns[(2 * x) + 1] = WarpPlace.Part(inverse[3] * x);
            }

            for (int y = 0; y < target.Height; y++)
            {
                int rowX = WarpPlace.Part((inverse[1] * y) + inverse[2]);
                int rowY = WarpPlace.Part((inverse[4] * y) + inverse[5]);
                WarpRow(sampler, columns.AsSpan(0, 2 * target.Width), rowX, rowY, target.Row(y));
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(columns);
        }
    }

    private static void WarpRow(WarpSampler sampler, ReadOnlySpan<int> columns, int rowX, int rowY, Span<byte> row)
    {
        ref byte to = ref MemoryMarshal.GetReference(row);
        for (int i = 0; i < columns.Length; i += 2)
        {
            sampler.Sample(WarpPlace.Sum(rowX, columns[i]), WarpPlace.Sum(rowY, columns[i + 1]), ref to);
            to = ref Unsafe.Add(ref to, Image.Channels);
        }
    }
}

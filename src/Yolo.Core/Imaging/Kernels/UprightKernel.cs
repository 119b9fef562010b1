using System.Buffers;

namespace Yolo.Imaging.Kernels;

/// <summary>Affine warp that does not turn: its columns lie between the same two of the picture in every row, so that a row is mixed of two first.</summary>
/// <remarks>Places are those of <see cref="AffineKernel"/>, and sums are exact whatever is added first: so are the bytes.</remarks>
internal static class UprightKernel
{
    // Columns outside the picture that a row has on either side: places farther off are moved here, where all is border as well.
    private const int Margin = 2;

    public static void Run<TRows>(TRows rows, ReadOnlySpan<double> inverse, Image target, byte border)
        where TRows : IWarpRows
    {
        int width = target.Width, mixedLength = ((rows.Width + (2 * Margin)) * Image.Channels) + UprightRows.Overhang;
        int[] columns = ArrayPool<int>.Shared.Rent((1 + UprightRows.Weights) * width);
        short[] mixed = ArrayPool<short>.Shared.Rent(mixedLength);
        byte[] memory = ArrayPool<byte>.Shared.Rent(3 * rows.Width * Image.Channels);
        try
        {
            var offsets = columns.AsSpan(0, width);
            var weights = columns.AsSpan(width, UprightRows.Weights * width);
            var (first, end) = Place(offsets, weights, inverse[0], inverse[2], rows.Width);
            var lines = new WarpLines<TRows>(rows, first, end, memory, border);
            mixed.AsSpan(0, mixedLength).Fill((short)(border * WarpSampler.One));
            for (int y = 0; y < target.Height; y++)
            {
                int place = WarpPlace.Sum(WarpPlace.Part((inverse[4] * y) + inverse[5]), 0);
                int line = place >> WarpSampler.FractionBits;
                if (line < -1 || line >= rows.Height)
                {
                    target.Row(y).Fill(border);
                    continue;
                }

                UprightRows.Mix(lines.At(line), lines.At(line + 1), place & (WarpSampler.One - 1), mixed.AsSpan((first + Margin) * Image.Channels));
                UprightRows.Stretch(mixed, offsets, weights, target.Row(y));
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(columns);
            ArrayPool<short>.Shared.Return(mixed);
            ArrayPool<byte>.Shared.Return(memory);
        }
    }

    /// <summary>Finds where the samples of each column lie in a mixed row; gives the columns of the picture that are seen.</summary>
    private static (int First, int End) Place(Span<int> offsets, Span<int> weights, double step, double start, int pictureWidth)
    {
        (int first, int last) = (pictureWidth, -1);
        int row = WarpPlace.Part(start);
        for (int x = 0; x < offsets.Length; x++)
        {
            int place = WarpPlace.Sum(row, WarpPlace.Part(step * x));
            int column = Math.Clamp(place >> WarpSampler.FractionBits, -Margin, pictureWidth), share = place & (WarpSampler.One - 1);
            offsets[x] = (column + Margin) * Image.Channels;
            weights.Slice(UprightRows.Weights * x, UprightRows.Weights).Fill((WarpSampler.One - share) | (share << 16));
            (first, last) = (Math.Min(first, column), Math.Max(last, column + 1));
        }

        first = Math.Clamp(first, 0, pictureWidth);
        return (first, Math.Clamp(last + 1, first, pictureWidth));
    }
}

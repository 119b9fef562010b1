using System.Buffers;

namespace Yolo.Imaging.Kernels;

/// <summary>Bilinear resizing with half-pixel centres and 11-bit weights, rounded as OpenCV's INTER_LINEAR is on bytes.</summary>
/// <remarks>
/// Each source row that is needed is resized horizontally once, into 16-bit numbers of four lanes a pixel (red, green, blue, unused); two such rows
/// are then mixed into a row of the result. Halving both sides exactly is an average of four and has its own kernel.
/// </remarks>
internal static class Bilinear
{
    public static void Resize<TRows>(ReadOnlySpan<byte> source, int width, int height, int newWidth, int newHeight, ref TRows rows)
        where TRows : IRowSink, allows ref struct
    {
        int stride = width * Image.Channels;
        int newStride = newWidth * Image.Channels;
        if (width == newWidth && height == newHeight)
        {
            for (int y = 0; y < height; y++)
            {
                rows.Copy(y, source.Slice(y * stride, stride));
            }
        }
        else if (width == 2 * newWidth && height == 2 * newHeight)
        {
            for (int y = 0; y < newHeight; y++)
            {
                var row = rows.Begin(y, newStride);
                BilinearRows.Halve(source.Slice(2 * y * stride, stride), source.Slice(((2 * y) + 1) * stride, stride), row);
                rows.End(y, row);
            }
        }
        else
        {
            Interpolate(source, width, height, newWidth, newHeight, ref rows);
        }
    }

    private static void Interpolate<TRows>(ReadOnlySpan<byte> source, int width, int height, int newWidth, int newHeight, ref TRows rows)
        where TRows : IRowSink, allows ref struct
    {
        int stride = width * Image.Channels;
        int lanes = newWidth * BilinearRows.Lanes;
        short[] memory = ArrayPool<short>.Shared.Rent(2 * lanes);
        BilinearTap[] taps = ArrayPool<BilinearTap>.Shared.Rent(newWidth);
        try
        {
            BilinearTap.FillColumns(taps.AsSpan(0, newWidth), width);
            var above = memory.AsSpan(0, lanes);
            var below = memory.AsSpan(lanes, lanes);
            (int aboveRow, int belowRow) = (-1, -1);
            double scale = (double)height / newHeight;
            for (int y = 0; y < newHeight; y++)
            {
                var tap = BilinearTap.At(y, scale);
                int first = Math.Clamp(tap.Index, 0, height - 1);
                int second = Math.Clamp(tap.Index + 1, 0, height - 1);
                if (first == belowRow)
                {
                    var spare = above;
                    above = below;
                    below = spare;
                    (aboveRow, belowRow) = (belowRow, -1);
                }

                if (first != aboveRow)
                {
                    BilinearRows.Stretch(source.Slice(first * stride, stride), taps.AsSpan(0, newWidth), above);
                    aboveRow = first;
                }

                if (second != first && second != belowRow)
                {
                    BilinearRows.Stretch(source.Slice(second * stride, stride), taps.AsSpan(0, newWidth), below);
                    belowRow = second;
                }

                var row = rows.Begin(y, newWidth * Image.Channels);
                BilinearRows.Mix(above, second == first ? above : below, tap, row);
                rows.End(y, row);
            }
        }
        finally
        {
            ArrayPool<BilinearTap>.Shared.Return(taps);
            ArrayPool<short>.Shared.Return(memory);
        }
    }
}

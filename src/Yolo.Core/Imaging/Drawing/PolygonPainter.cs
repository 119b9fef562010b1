using System.Buffers;

namespace Yolo.Imaging.Drawing;

/// <summary>Fills polygons into a mask by the even-odd rule: several lines a row, each with exact ends.</summary>
internal static class PolygonPainter
{
    private const int LinesPerRow = 8;

    public static void Fill(CoverageMask mask, ReadOnlySpan<PixelPoint> points)
    {
        float[] sums = ArrayPool<float>.Shared.Rent(mask.Width + 2);
        double[] crossings = ArrayPool<double>.Shared.Rent(points.Length);
        try
        {
            for (int y = mask.Top; y < mask.Top + mask.Height; y++)
            {
                var row = sums.AsSpan(0, mask.Width + 2);
                row.Clear();
                for (int line = 0; line < LinesPerRow; line++)
                {
                    int count = Cross(points, y + ((line + 0.5) / LinesPerRow), crossings);
                    AddSpans(row, crossings.AsSpan(0, count), mask.Left, mask.Width);
                }

                Store(row, mask.Row(y));
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(crossings);
            ArrayPool<float>.Shared.Return(sums);
        }
    }

    private static int Cross(ReadOnlySpan<PixelPoint> points, double y, double[] crossings)
    {
        int count = 0;
        var from = points[^1];
        foreach (var to in points)
        {
            if ((from.Y <= y) != (to.Y <= y))
            {
                crossings[count++] = from.X + ((y - from.Y) / (to.Y - from.Y) * (to.X - from.X));
            }

            from = to;
        }

        crossings.AsSpan(0, count).Sort();
        return count;
    }

    /// <summary>Adds spans as changes of coverage: a running sum over the row gives the coverage.</summary>
    private static void AddSpans(Span<float> changes, ReadOnlySpan<double> crossings, int left, int width)
    {
        for (int i = 0; i + 1 < crossings.Length; i += 2)
        {
            Step(changes, Math.Clamp(crossings[i] - left, 0, width), 1f);
            Step(changes, Math.Clamp(crossings[i + 1] - left, 0, width), -1f);
        }
    }

    private static void Step(Span<float> changes, double x, float sign)
    {
        int column = (int)x;
        float share = (float)(x - column);
        changes[column] += sign * (1 - share);
        changes[column + 1] += sign * share;
    }

    private static void Store(ReadOnlySpan<float> changes, Span<byte> row)
    {
        float sum = 0;
        for (int x = 0; x < row.Length; x++)
        {
            sum += changes[x];
            row[x] = (byte)Math.Clamp((sum * (255f / LinesPerRow)) + 0.5f, 0, 255);
        }
    }
}

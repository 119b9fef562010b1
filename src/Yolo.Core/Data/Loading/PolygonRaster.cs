namespace Yolo.Data.Loading;

/// <summary>Fills polygons pixel by pixel, as the masks of this family are made: corners at whole pixels, the inside by the even-odd rule, and the outline itself.</summary>
internal static class PolygonRaster
{
    private const int Bits = 16;
    private const long AlmostOne = (1L << Bits) - 1;

    /// <summary>Sets the pixels of a polygon to 1.</summary>
    /// <param name="polygon">x and y in turn, in pixels; fractions are cut off.</param>
    /// <param name="mask">Width × height numbers, row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static void Fill(ReadOnlySpan<float> polygon, Span<byte> mask, int width, int height)
    {
        var corners = new (int X, int Y)[polygon.Length / 2];
        for (int corner = 0; corner < corners.Length; corner++)
        {
            corners[corner] = ((int)polygon[2 * corner], (int)polygon[(2 * corner) + 1]);
        }

        var crossings = new List<long>[height];
        for (int corner = 0; corner < corners.Length; corner++)
        {
            var (from, to) = (corners[corner], corners[(corner + 1) % corners.Length]);
            Line(from, to, mask, width, height);
            Cross(from.Y < to.Y ? from : to, from.Y < to.Y ? to : from, crossings);
        }

        for (int y = 0; y < height; y++)
        {
            Span(crossings[y], mask.Slice(y * width, width));
        }
    }

    /// <summary>Notes where a side crosses the rows from its upper end to before its lower one, in fixed point.</summary>
    private static void Cross((int X, int Y) upper, (int X, int Y) lower, List<long>[] crossings)
    {
        if (upper.Y == lower.Y)
        {
            return;
        }

        long step = ((long)(lower.X - upper.X) << Bits) / (lower.Y - upper.Y);
        for (int y = Math.Max(0, upper.Y); y < Math.Min(lower.Y, crossings.Length); y++)
        {
            (crossings[y] ??= []).Add(((long)upper.X << Bits) + (step * (y - upper.Y)));
        }
    }

    private static void Span(List<long>? crossings, Span<byte> row)
    {
        if (crossings is null)
        {
            return;
        }

        crossings.Sort();
        for (int pair = 0; pair + 1 < crossings.Count; pair += 2)
        {
            int first = (int)Math.Clamp((crossings[pair] + AlmostOne) >> Bits, 0, row.Length);
            int last = (int)Math.Clamp(crossings[pair + 1] >> Bits, -1, row.Length - 1);
            if (first <= last)
            {
                row[first..(last + 1)].Fill(1);
            }
        }
    }

    /// <summary>Bresenham's line from left to right, so that it is the same whichever end comes first; what lies outside is left out.</summary>
    private static void Line((int X, int Y) from, (int X, int Y) to, Span<byte> mask, int width, int height)
    {
        var (left, right) = from.X <= to.X ? (from, to) : (to, from);
        (int dx, int dy, int step) = (right.X - left.X, Math.Abs(right.Y - left.Y), Math.Sign(right.Y - left.Y));
        bool steep = dy > dx;
        (int longer, int shorter) = steep ? (dy, dx) : (dx, dy);
        (int x, int y, int error) = (left.X, left.Y, longer - (2 * shorter));
        for (int at = 0; at <= longer; at++)
        {
            if (x >= 0 && x < width && y >= 0 && y < height)
            {
                mask[(y * width) + x] = 1;
            }

            bool aside = error < 0;
            error += (aside ? 2 * longer : 0) - (2 * shorter);
            x += !steep || aside ? 1 : 0;
            y += steep || aside ? step : 0;
        }
    }
}

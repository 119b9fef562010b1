namespace Yolo.Geometry;

/// <summary>Fills polygons whose corners are whole pixels, as OpenCV does: the inside by the even-odd rule, and every pixel that an edge passes.</summary>
internal static class PolygonRaster
{
    /// <summary>Fills a polygon.</summary>
    /// <param name="pixels">Height × width, row by row; what the polygon covers becomes true, the rest stays.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="polygon">x and y in turn, cut down to whole pixels. What lies outside is cut off.</param>
    public static void Fill(Span<bool> pixels, int width, ReadOnlySpan<float> polygon)
    {
        int height = pixels.Length / width, corners = polygon.Length / 2;
        Span<(int X, int Y)> points = corners <= 1024 ? stackalloc (int, int)[corners] : new (int, int)[corners];
        int top = int.MaxValue, bottom = int.MinValue;
        for (int corner = 0; corner < corners; corner++)
        {
            points[corner] = ((int)polygon[2 * corner], (int)polygon[(2 * corner) + 1]);
            (top, bottom) = (Math.Min(top, points[corner].Y), Math.Max(bottom, points[corner].Y));
        }

        var crossings = new List<double>();
        for (int y = Math.Max(0, top); y <= Math.Min(bottom, height - 1); y++)
        {
            FillRow(pixels.Slice(y * width, width), y, points, crossings);
        }

        for (int corner = 0; corner < corners; corner++)
        {
            DrawEdge(pixels, width, points[corner], points[(corner + 1) % corners]);
        }
    }

    private static void FillRow(Span<bool> row, int y, ReadOnlySpan<(int X, int Y)> points, List<double> crossings)
    {
        crossings.Clear();
        var from = points[^1];
        foreach (var to in points)
        {
            if ((from.Y <= y) != (to.Y <= y))
            {
                crossings.Add(from.X + ((double)(y - from.Y) / (to.Y - from.Y) * (to.X - from.X)));
            }

            from = to;
        }

        crossings.Sort();
        for (int i = 0; i + 1 < crossings.Count; i += 2)
        {
            int first = Math.Max(0, (int)Math.Ceiling(crossings[i])), last = Math.Min(row.Length - 1, (int)Math.Floor(crossings[i + 1]));
            if (first <= last)
            {
                row[first..(last + 1)].Fill(true);
            }
        }
    }

    // Bresenham's line, from the left to the right.
    private static void DrawEdge(Span<bool> pixels, int width, (int X, int Y) from, (int X, int Y) to)
    {
        if (from.X > to.X)
        {
            (from, to) = (to, from);
        }

        int height = pixels.Length / width;
        int across = to.X - from.X, down = Math.Abs(to.Y - from.Y), direction = Math.Sign(to.Y - from.Y);
        bool steep = down > across;
        var (major, minor) = steep ? (down, across) : (across, down);
        int error = major - (2 * minor);
        var (x, y) = from;
        for (int step = 0; step <= major; step++)
        {
            if (x >= 0 && x < width && y >= 0 && y < height)
            {
                pixels[(y * width) + x] = true;
            }

            bool aside = error < 0;
            error += (aside ? 2 * major : 0) - (2 * minor);
            x += steep ? (aside ? 1 : 0) : 1;
            y += steep ? direction : aside ? direction : 0;
        }
    }
}

namespace Yolo.Imaging.Drawing;

/// <summary>Draws line segments with round ends into a mask; coverage falls off over one pixel at the rim.</summary>
internal static class StrokePainter
{
    /// <summary>Adds one segment; where segments overlap, the larger coverage counts.</summary>
    public static void Add(CoverageMask mask, PixelPoint from, PixelPoint to, double width)
    {
        if (!double.IsFinite(from.X + from.Y + to.X + to.Y))
        {
            return;
        }

        // Lines thinner than a pixel keep their width and become fainter.
        double radius = Math.Max(1, width) / 2;
        double strength = 255 * Math.Min(1, width);
        double reach = radius + 0.5;
        int first = (int)Math.Max(mask.Top, Math.Floor(Math.Min(from.Y, to.Y) - reach));
        int last = (int)Math.Min(mask.Top + mask.Height - 1, Math.Ceiling(Math.Max(from.Y, to.Y) + reach));
        for (int y = first; y <= last; y++)
        {
            AddRow(mask, y, from, to, reach, strength);
        }
    }

    private static void AddRow(CoverageMask mask, int y, PixelPoint from, PixelPoint to, double reach, double strength)
    {
        (double low, double high) = Extent(y + 0.5, from, to, reach);
        int left = (int)Math.Max(mask.Left, Math.Floor(low - reach));
        int right = (int)Math.Min(mask.Left + mask.Width - 1, Math.Ceiling(high + reach));
        if (left > right)
        {
            return;
        }

        double dx = to.X - from.X, dy = to.Y - from.Y;
        double square = (dx * dx) + (dy * dy);
        double scale = square > 0 ? 1 / square : 0;
        var row = mask.Row(y);
        for (int x = left; x <= right; x++)
        {
            double px = x + 0.5 - from.X, py = y + 0.5 - from.Y;
            double along = Math.Clamp(((px * dx) + (py * dy)) * scale, 0, 1);
            double offX = px - (along * dx), offY = py - (along * dy);
            double coverage = reach - Math.Sqrt((offX * offX) + (offY * offY));
            if (coverage > 0)
            {
                byte value = (byte)((Math.Min(1, coverage) * strength) + 0.5);
                row[x - mask.Left] = Math.Max(row[x - mask.Left], value);
            }
        }
    }

    /// <summary>Columns of the part of the segment that lies within reach of a row.</summary>
    private static (double Low, double High) Extent(double y, PixelPoint from, PixelPoint to, double reach)
    {
        double dy = to.Y - from.Y;
        (double start, double end) = (0, 1);
        if (Math.Abs(dy) > 1e-9)
        {
            double one = (y - reach - from.Y) / dy, other = (y + reach - from.Y) / dy;
            start = Math.Clamp(Math.Min(one, other), 0, 1);
            end = Math.Clamp(Math.Max(one, other), 0, 1);
        }

        double a = from.X + (start * (to.X - from.X)), b = from.X + (end * (to.X - from.X));
        return (Math.Min(a, b), Math.Max(a, b));
    }
}

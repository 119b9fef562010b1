using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>Follows the edges of a mask's pixels. An edge runs with the object to its right, so outer outlines go clockwise and holes the other way.</summary>
internal static class MaskOutline
{
    // To the right, down, to the left, up.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>The outline that encloses the largest area.</summary>
    internal static PixelPoint[] Largest(Mask mask)
    {
        var started = new HashSet<(int X, int Y)>();
        PixelPoint[] best = [];
        var bestArea = 0.0;
        for (var y = mask.Top; y < mask.Top + mask.Height; y++)
        {
            for (var x = mask.Left; x < mask.Left + mask.Width; x++)
            {
                // Every outer outline has an upper edge with nothing above; it is followed from the first of its upper edges.
                if (!mask[x, y] || mask[x, y - 1] || started.Contains((x, y)))
                {
                    continue;
                }

                var outline = Follow(mask, x, y, started);
                if (Area(outline) is var area && area > bestArea)
                {
                    (best, bestArea) = (outline, area);
                }
            }
        }

        return best;
    }

    private static PixelPoint[] Follow(Mask mask, int startX, int startY, HashSet<(int X, int Y)> started)
    {
        var corners = new List<PixelPoint>();
        var (x, y, direction) = (startX, startY, 0);
        do
        {
            if (direction == 0)
            {
                started.Add((x, y));
            }

            var (stepX, stepY) = Steps[direction];
            (x, y) = (x + stepX, y + stepY);
            var turn = Turn(mask, x, y, direction);
            if (turn != 0)
            {
                corners.Add(new(x, y));
            }

            direction = (direction + turn + 4) % 4;
        }
        while ((x, y, direction) != (startX, startY, 0));
        return [.. corners];
    }

    // At a corner: left (-1) if the pixel ahead on the left belongs to the object, straight on (0) if the one on the right does, else right (1).
    private static int Turn(Mask mask, int x, int y, int direction)
    {
        var (left, right) = direction switch
        {
            0 => (mask[x, y - 1], mask[x, y]),
            1 => (mask[x, y], mask[x - 1, y]),
            2 => (mask[x - 1, y], mask[x - 1, y - 1]),
            _ => (mask[x - 1, y - 1], mask[x, y - 1]),
        };
        return left ? -1 : right ? 0 : 1;
    }

    private static double Area(PixelPoint[] outline)
    {
        var twice = 0.0;
        for (var i = 0; i < outline.Length; i++)
        {
            var (here, next) = (outline[i], outline[(i + 1) % outline.Length]);
            twice += (here.X * next.Y) - (next.X * here.Y);
        }

        return twice / 2;
    }
}

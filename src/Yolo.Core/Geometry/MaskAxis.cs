namespace Yolo.Geometry;

/// <summary>Between which cells of a mask each pixel along one axis lies, for bilinear sampling between the centres of cells.</summary>
internal sealed class MaskAxis
{
    private readonly (int Cell, int Next, float Share)[] taps;

    /// <summary>Works out the cells.</summary>
    /// <param name="pixels">How many pixels there are.</param>
    /// <param name="cellsPerPixel">Cells for one pixel.</param>
    /// <param name="offset">Cells before the first pixel.</param>
    /// <param name="first">The first cell that is looked at; nearer the edge it counts alone.</param>
    /// <param name="end">One behind the last cell that is looked at.</param>
    internal MaskAxis(int pixels, float cellsPerPixel, float offset, int first, int end)
    {
        taps = new (int, int, float)[pixels];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var place = Math.Clamp(((pixel + 0.5f) * cellsPerPixel) + offset - 0.5f, first, end - 1);
            var cell = (int)place;
            taps[pixel] = (cell, Math.Min(cell + 1, end - 1), place - cell);
        }
    }

    /// <summary>The two cells around a pixel, and the share of the second.</summary>
    internal (int Cell, int Next, float Share) this[int pixel] => taps[pixel];

    /// <summary>An axis whose whole cells of padding are cut off before it is stretched over the picture.</summary>
    /// <param name="pixels">Pixels of the picture.</param>
    /// <param name="cells">Cells with padding.</param>
    /// <param name="share">Cells for one pixel, the same along both axes.</param>
    internal static MaskAxis Unpadded(int pixels, int cells, double share)
    {
        var padding = (cells - (pixels * share)) / 2;
        var (first, end) = ((int)Math.Round(padding - 0.1), cells - (int)Math.Round(padding + 0.1));
        return new(pixels, (float)(end - first) / pixels, first, first, end);
    }

    /// <summary>The pixels that one of these cells has a part in; none where there is no such cell.</summary>
    internal (int First, int End) Near((int First, int End) cells)
    {
        var first = Array.FindIndex(taps, tap => tap.Next >= cells.First && tap.Cell < cells.End);
        return first < 0 || cells.End <= cells.First ? (0, 0) : (first, Array.FindLastIndex(taps, tap => tap.Next >= cells.First && tap.Cell < cells.End) + 1);
    }
}

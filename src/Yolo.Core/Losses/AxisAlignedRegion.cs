using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>
/// Finds the anchor points inside axis-aligned boxes. On every level they form a rectangle of cells, so that looking at columns and rows is enough;
/// nothing of the size objects × anchor points is computed.
/// </summary>
/// <remarks>Legend: N objects, L levels, P pairs.</remarks>
internal static class AxisAlignedRegion
{
    // The part of the reference's test that decides for points on the border of a box.
    private const float Margin = 1e-9f;

    /// <summary>Finds all pairs.</summary>
    /// <param name="table">Boxes as x1, y1, x2, y2 in pixels.</param>
    /// <param name="grid">Anchor points.</param>
    internal static CandidateSet Find(TargetTable table, AnchorGrid grid)
    {
        var cells = new CellRange[table.Count * grid.Levels.Count];
        for (var row = 0; row < table.Count; row++)
        {
            if (table.IsValid(row))
            {
                Cover(Stretch(table.BoxOf(row), grid.LevelStrides), grid, cells.AsSpan(row * grid.Levels.Count, grid.Levels.Count));
            }
        }

        var count = cells.Sum(range => range.Count);
        using var targets = empty(count, int64);
        using var anchors = empty(count, int64);
        Fill(table, grid, cells, MemoryMarshal.Cast<byte, long>(targets.bytes), MemoryMarshal.Cast<byte, long>(anchors.bytes));
        var device = table.ImageOf.device;
        return new CandidateSet(table, grid.Count, targets.to(device, copy: true), anchors.to(device, copy: true));
    }

    // Objects smaller than a cell of the first level are taken for larger ones here, else few or no points would lie inside.
    private static (float Left, float Top, float Right, float Bottom) Stretch(ReadOnlySpan<float> box, IReadOnlyList<double> strides)
    {
        var size = SmallObjects.Limits(strides);
        var (x, y) = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        var (width, height) = (size.Stretch(box[2] - box[0]), size.Stretch(box[3] - box[1]));
        return (x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));
    }

    private static void Cover((float Left, float Top, float Right, float Bottom) box, AnchorGrid grid, Span<CellRange> ranges)
    {
        for (var level = 0; level < ranges.Length; level++)
        {
            var stride = (float)grid.LevelStrides[level];
            var (left, right) = Inside(box.Left, box.Right, grid.Levels[level].Columns, stride);
            var (top, bottom) = Inside(box.Top, box.Bottom, grid.Levels[level].Rows, stride);
            ranges[level] = new CellRange(left, top, right, bottom);
        }
    }

    // The cells whose centres lie inside, the second bound excluded.
    private static (int From, int To) Inside(float low, float high, int cells, float stride)
    {
        var from = Math.Clamp((int)(low / stride) - 1, 0, cells);
        while (from < cells && !(((from + 0.5f) * stride) - low > Margin))
        {
            from++;
        }

        var to = from;
        while (to < cells && high - ((to + 0.5f) * stride) > Margin)
        {
            to++;
        }

        return (from, to);
    }

    private static void Fill(TargetTable table, AnchorGrid grid, CellRange[] cells, Span<long> targets, Span<long> anchors)
    {
        var next = 0;
        for (var row = 0; row < table.Count; row++)
        {
            var first = (long)table.Images[row] * grid.Count;
            for (var level = 0; level < grid.Levels.Count; level++)
            {
                var range = cells[(row * grid.Levels.Count) + level];
                for (var y = range.Top; y < range.Bottom; y++)
                {
                    for (var x = range.Left; x < range.Right; x++)
                    {
                        anchors[next] = first + (y * grid.Levels[level].Columns) + x;
                        targets[next++] = row;
                    }
                }

                first += grid.Levels[level].Rows * grid.Levels[level].Columns;
            }
        }
    }

    private readonly record struct CellRange(int Left, int Top, int Right, int Bottom)
    {
        internal int Count => Math.Max(Right - Left, 0) * Math.Max(Bottom - Top, 0);
    }
}

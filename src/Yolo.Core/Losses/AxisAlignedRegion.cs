using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>
/// Finds the anchor points inside axis-aligned boxes. On every level they form a rectangle of cells: the processor finds the rectangles by looking at
/// columns and rows, and the device, which is told how many cells there are and so need not be asked, numbers the cells.
/// </summary>
/// <remarks>Legend: N objects, L levels, S rectangles with cells, P pairs.</remarks>
internal static class AxisAlignedRegion
{
    // The part of the reference's test that decides for points on the border of a box.
    private const float Margin = 1e-9f;

    // What is said of a rectangle: the object, the first anchor point, cells in a row, anchor points from a row to the next, the first pair.
    private const int Facts = 5;

    /// <summary>Finds all pairs.</summary>
    /// <param name="table">Boxes as x1, y1, x2, y2 in pixels.</param>
    /// <param name="grid">Anchor points.</param>
    internal static CandidateSet Find(TargetTable table, AnchorGrid grid)
    {
        var (rectangles, pairs) = Rectangles(table, grid);
        var (count, device) = (rectangles.Count / Facts, table.ImageOf.device);
        if (count == 0)
        {
            return new CandidateSet(table, grid.Count, empty(0, int64, device), empty(0, int64, device));
        }

        var facts = tensor(rectangles.ToArray(), [count, Facts]).SentTo(device); // [S, Facts]
        var beginnings = zeros(pairs, int64, device).scatter_(0, facts.select(1, 4), ones(1, int64, device).expand(count)); // [P]
        var rectangle = beginnings.cumsum(0).Minus(1); // [P]
        var own = facts.t().index_select(1, rectangle); // [Facts, P]
        var (width, columns) = (own[2], own[3]); // [P]
        var cell = TensorFunctions.Range(pairs, int64, device) - own[4]; // [P], within the rectangle
        var row = cell.div(width, RoundingMode.floor); // [P]
        var anchors = own[1].Plus(row * columns).Plus(cell - (row * width)); // [P]
        return new CandidateSet(table, grid.Count, own[0], anchors);
    }

    private static (List<long> Facts, int Pairs) Rectangles(TargetTable table, AnchorGrid grid)
    {
        var (facts, pairs) = (new List<long>(), 0);
        for (var row = 0; row < table.Count; row++)
        {
            if (!table.IsValid(row))
            {
                continue;
            }

            var box = Stretch(table.BoxOf(row), grid.LevelStrides);
            var first = (long)table.Images[row] * grid.Count;
            for (var level = 0; level < grid.Levels.Count; level++)
            {
                var (rows, columns) = grid.Levels[level];
                var cells = Cover(box, rows, columns, (float)grid.LevelStrides[level]);
                if (cells.Count > 0)
                {
                    facts.AddRange([row, first + (cells.Top * columns) + cells.Left, cells.Width, columns, pairs]);
                    pairs += cells.Count;
                }

                first += rows * columns;
            }
        }

        return (facts, pairs);
    }

    // Objects smaller than a cell of the first level are taken for larger ones here, else few or no points would lie inside.
    private static (float Left, float Top, float Right, float Bottom) Stretch(ReadOnlySpan<float> box, IReadOnlyList<double> strides)
    {
        var size = SmallObjects.Limits(strides);
        var (x, y) = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        var (width, height) = (size.Stretch(box[2] - box[0]), size.Stretch(box[3] - box[1]));
        return (x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));
    }

    private static CellRange Cover((float Left, float Top, float Right, float Bottom) box, int rows, int columns, float stride)
    {
        var (left, right) = Inside(box.Left, box.Right, columns, stride);
        var (top, bottom) = Inside(box.Top, box.Bottom, rows, stride);
        return new CellRange(left, top, right, bottom);
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
}

using Spectre.Console;
using Spectre.Console.Rendering;

namespace Yolo.Cli.Display;

/// <summary>Lays cells side by side, so that they never take more columns than there are.</summary>
internal static class FittedRow
{
    /// <summary>The fewest columns of a bar.</summary>
    internal const int ShortestBar = 6;

    private const int LongestBar = 40;
    private static readonly Style Full = new(Color.Green);
    private static readonly Style Rest = new(Color.Grey);

    /// <summary>A row.</summary>
    /// <param name="cells">From left to right.</param>
    /// <param name="width">The columns that there are.</param>
    /// <param name="gap">Columns between two cells.</param>
    internal static IReadOnlyList<Segment> Of(IReadOnlyList<Cell> cells, int width, int gap = 1)
    {
        var kept = Choose(cells, width, gap);
        var free = width - WidthOf(kept, gap);
        var row = new List<Segment>();
        foreach (var cell in kept)
        {
            if (row.Count > 0)
            {
                row.Add(Segment.Padding(gap));
            }

            row.AddRange(cell.Share is { } share ? Bar(share, Math.Min(LongestBar, ShortestBar + free)) : Text(cell));
        }

        return Segment.CellCount(row) <= width ? row : Cut(row, width);
    }

    // Those that fit, in their order.
    private static List<Cell> Choose(IReadOnlyList<Cell> cells, int width, int gap)
    {
        var kept = cells.ToList();
        while (WidthOf(kept, gap) > width && kept.Max(cell => cell.Rank) is > 0 and var least)
        {
            kept.RemoveAt(kept.FindLastIndex(cell => cell.Rank == least));
        }

        return kept;
    }

    // What must stay may still be wider than everything.
    private static List<Segment> Cut(List<Segment> row, int width)
    {
        var (cut, free) = (new List<Segment>(), width - 1);
        foreach (var part in row)
        {
            if (part.CellCount() > free)
            {
                cut.AddRange(free > 0 && Segment.Truncate(part, free) is { } piece ? [piece] : []);
                break;
            }

            cut.Add(part);
            free -= part.CellCount();
        }

        cut.Add(new("…"));
        return cut;
    }

    private static int WidthOf(List<Cell> cells, int gap) =>
        cells.Sum(cell => Math.Max(cell.Width, StyledLine.Part(cell.Text).CellCount())) + (gap * Math.Max(0, cells.Count - 1));

    private static IEnumerable<Segment> Text(Cell cell)
    {
        var text = StyledLine.Part(cell.Text, cell.Style);
        var missing = cell.Width - text.CellCount();
        return missing > 0 ? [Segment.Padding(missing), text] : [text];
    }

    private static IEnumerable<Segment> Bar(double share, int width)
    {
        var full = (int)(Math.Clamp(share, 0, 1) * width);
        return [new(new string('━', full), Full), new(new string('─', width - full), Rest)];
    }
}

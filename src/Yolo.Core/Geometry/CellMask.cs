using System.Numerics;

namespace Yolo.Geometry;

/// <summary>Which cells of a grid over the network's input belong to an object. Only those around the object are stored, one bit each.</summary>
public sealed class CellMask
{
    private const int WordBits = 64;

    // Rows from the top one on, each of whole words from the first one on, so that two masks of a grid need no shifting to be compared.
    private readonly ulong[] bits;
    private readonly int firstWord;
    private readonly int words;
    private readonly int top;
    private readonly int height;

    /// <summary>Takes the cells of a rectangle; all others are empty.</summary>
    /// <param name="columns">Columns of the grid, from 1.</param>
    /// <param name="rows">Rows of the grid, from 1.</param>
    /// <param name="left">First column of the rectangle.</param>
    /// <param name="top">First row of the rectangle.</param>
    /// <param name="width">Columns of the rectangle, from 0.</param>
    /// <param name="cells">Whole rows of the rectangle, from the top: whether the cell belongs to the object. Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">The grid is empty, or the rectangle lies not in it.</exception>
    /// <exception cref="ArgumentException">The last row is not whole.</exception>
    public CellMask(int columns, int rows, int left, int top, int width, ReadOnlySpan<bool> cells)
        : this(columns, rows, left, top, width, width == 0 ? 0 : cells.Length / width)
    {
        if (cells.Length != width * height)
        {
            throw new ArgumentException(FormattableString.Invariant($"{cells.Length} cells are no whole rows of {width}."), nameof(cells));
        }

        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                if (cells[(row * width) + column])
                {
                    Set(left + column, top + row);
                }
            }
        }

        Area = Count();
    }

    private CellMask(int columns, int rows, int left, int top, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(left + width, columns, nameof(width));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top + height, rows, nameof(top));
        (Columns, Rows, this.top, this.height) = (columns, rows, top, width == 0 ? 0 : height);
        firstWord = left / WordBits;
        words = width == 0 ? 0 : ((left + width - 1) / WordBits) + 1 - firstWord;
        bits = new ulong[words * this.height];
    }

    /// <summary>Columns of the grid.</summary>
    public int Columns { get; }

    /// <summary>Rows of the grid.</summary>
    public int Rows { get; }

    /// <summary>How many cells belong to the object.</summary>
    public int Area { get; private set; }

    /// <summary>Whether a cell belongs to the object.</summary>
    /// <param name="column">Column, from 0; of one beside the grid the answer is no.</param>
    /// <param name="row">Row, from 0.</param>
    public bool this[int column, int row]
    {
        get
        {
            int word = (column >> 6) - firstWord;
            return column >= 0 && row >= top && row < top + height && word >= 0 && word < words
                && (bits[((row - top) * words) + word] >> (column & (WordBits - 1)) & 1) != 0;
        }
    }

    /// <summary>The cells of a rectangle whose value is above nought.</summary>
    /// <param name="values">Rows × columns values of the whole grid, row by row.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="across">First column of the rectangle and the one behind its last; what lies beside the grid is left out.</param>
    /// <param name="down">First row of the rectangle and the one behind its last.</param>
    internal static CellMask Positive(ReadOnlySpan<float> values, int columns, (int First, int End) across, (int First, int End) down)
    {
        int rows = values.Length / columns;
        int left = Math.Clamp(across.First, 0, columns), right = Math.Clamp(across.End, left, columns);
        int upper = Math.Clamp(down.First, 0, rows), lower = Math.Clamp(down.End, upper, rows);
        var mask = new CellMask(columns, rows, left, upper, right - left, lower - upper);
        for (int row = upper; row < lower; row++)
        {
            var line = values.Slice(row * columns, columns);
            for (int column = left; column < right; column++)
            {
                if (line[column] > 0)
                {
                    mask.Set(column, row);
                }
            }
        }

        mask.Area = mask.Count();
        return mask;
    }

    /// <summary>How many cells belong to both.</summary>
    /// <param name="other">A mask on a grid of the same size.</param>
    /// <exception cref="ArgumentException">The grids differ.</exception>
    internal int Intersection(CellMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if ((other.Columns, other.Rows) != (Columns, Rows))
        {
            throw new ArgumentException(FormattableString.Invariant($"A mask of {other.Columns}x{other.Rows} cells cannot be compared with one of {Columns}x{Rows}."), nameof(other));
        }

        int count = 0;
        int first = Math.Max(firstWord, other.firstWord), end = Math.Min(firstWord + words, other.firstWord + other.words);
        for (int row = Math.Max(top, other.top); row < Math.Min(top + height, other.top + other.height); row++)
        {
            int mine = ((row - top) * words) - firstWord, theirs = ((row - other.top) * other.words) - other.firstWord;
            for (int word = first; word < end; word++)
            {
                count += BitOperations.PopCount(bits[mine + word] & other.bits[theirs + word]);
            }
        }

        return count;
    }

    /// <summary>The mask on a grid of another size over the same input: cells of which it covers more than half.</summary>
    /// <param name="columns">Columns, from 1.</param>
    /// <param name="rows">Rows, from 1.</param>
    internal CellMask Resize(int columns, int rows)
    {
        if ((columns, rows) == (Columns, Rows))
        {
            return this;
        }

        var (left, upper, width, cells) = Sample(
            new MaskAxis(columns, (float)Columns / columns, 0, 0, Columns), new MaskAxis(rows, (float)Rows / rows, 0, 0, Rows));
        return new(columns, rows, left, upper, width, cells);
    }

    /// <summary>Looks, bilinearly, where the mask covers more than half of a pixel.</summary>
    /// <param name="across">Where the columns of pixels lie between those of cells.</param>
    /// <param name="down">Where the rows of pixels lie between those of cells.</param>
    /// <returns>A rectangle outside of which nothing is covered, and its pixels row by row.</returns>
    internal (int Left, int Top, int Width, bool[] Pixels) Sample(MaskAxis across, MaskAxis down)
    {
        var (firstColumn, endColumn) = across.Near((firstWord * WordBits, Math.Min(Columns, (firstWord + words) * WordBits)));
        var (firstRow, endRow) = down.Near((top, top + height));
        int width = endColumn - firstColumn;
        bool[] pixels = new bool[width * (endRow - firstRow)];
        for (int y = firstRow; y < endRow; y++)
        {
            var (row, below, shareY) = down[y];
            for (int x = firstColumn; x < endColumn; x++)
            {
                var (column, right, shareX) = across[x];
                float covered = ((1 - shareY) * Mix(row, column, right, shareX)) + (shareY * Mix(below, column, right, shareX));
                pixels[((y - firstRow) * width) + x - firstColumn] = covered > 0.5f;
            }
        }

        return (firstColumn, firstRow, width, pixels);
    }

    private float Mix(int row, int column, int right, float share) => (this[column, row] ? 1 - share : 0) + (this[right, row] ? share : 0);

    private void Set(int column, int row) => bits[((row - top) * words) + (column >> 6) - firstWord] |= 1UL << (column & (WordBits - 1));

    private int Count()
    {
        int count = 0;
        foreach (ulong word in bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}

namespace Yolo.Tracking.Assignment;

/// <summary>
/// The cheapest pairing of rows with columns, exact, by shortest augmenting paths (Jonker and Volgenant 1987). A row may stay alone for a price, so
/// that no pair is dearer than that. One object serves many calls with the memory of the largest; for one thread at a time.
/// </summary>
/// <remarks>
/// Rows come in one after another. Each looks for the cheapest way to a free column, on which rows that came before may move to other columns or end
/// alone; what the way costs is kept in prices of rows and columns, so that what is left to pay on any pair never falls below zero.
/// </remarks>
internal sealed class LinearAssignment
{
    private const int None = -1;

    private double[] rowPrice = [];
    private double[] columnPrice = [];
    private double[] distance = [];
    private int[] rowOfColumn = [];
    private int[] reachedFrom = [];
    private int[] settled = [];
    private bool[] isSettled = [];

    /// <summary>Finds the pairs with the least sum of their costs and half the limit for each row and each column that stays alone.</summary>
    /// <param name="costs">[rows × columns], row by row; numbers.</param>
    /// <param name="rows">How many rows; may be 0.</param>
    /// <param name="columns">How many columns; may be 0.</param>
    /// <param name="limit">No pair costs more than this.</param>
    /// <param name="columnOfRow">Takes the column of each row, -1 for those that stay alone; [rows].</param>
    internal void Solve(ReadOnlySpan<double> costs, int rows, int columns, double limit, Span<int> columnOfRow)
    {
        Reserve(rows, columns);
        Array.Clear(rowPrice, 0, rows);
        Array.Clear(columnPrice, 0, columns);
        rowOfColumn.AsSpan(0, columns).Fill(None);
        columnOfRow = columnOfRow[..rows];
        columnOfRow.Fill(None);
        for (int row = 0; row < rows && columns > 0; row++)
        {
            Place(row, costs, columns, limit, columnOfRow);
        }
    }

    private void Place(int row, ReadOnlySpan<double> costs, int columns, double limit, Span<int> columnOfRow)
    {
        distance.AsSpan(0, columns).Fill(double.PositiveInfinity);
        Array.Clear(isSettled, 0, columns);
        var (count, at, length) = (0, row, 0.0);
        var (alone, aloneLength, end) = (None, double.PositiveInfinity, None);
        while (true)
        {
            double leave = length + limit - rowPrice[at];
            (alone, aloneLength) = leave < aloneLength ? (at, leave) : (alone, aloneLength);
            int next = Scan(at, length, costs.Slice(at * columns, columns), limit);
            if (next == None || aloneLength <= distance[next])
            {
                length = aloneLength;
                break;
            }

            length = distance[next];
            if (rowOfColumn[next] == None)
            {
                (end, alone) = (next, None);
                break;
            }

            isSettled[next] = true;
            settled[count++] = next;
            at = rowOfColumn[next];
        }

        Reprice(row, settled.AsSpan(0, count), length);
        if (alone != None)
        {
            end = columnOfRow[alone];
            columnOfRow[alone] = None;
            if (alone == row)
            {
                return;
            }
        }

        Shift(row, end, columnOfRow);
    }

    /// <summary>Looks from a row at all columns that are not settled.</summary>
    /// <returns>The nearest of them, -1 if none can be reached.</returns>
    private int Scan(int row, double length, ReadOnlySpan<double> costs, double limit)
    {
        int nearest = None;
        double start = length - rowPrice[row], least = double.PositiveInfinity;
        for (int column = 0; column < costs.Length; column++)
        {
            if (isSettled[column])
            {
                continue;
            }

            double cost = costs[column], way = start + cost - columnPrice[column];
            if (cost <= limit && way < distance[column])
            {
                (distance[column], reachedFrom[column]) = (way, row);
            }

            if (distance[column] < least)
            {
                (least, nearest) = (distance[column], column);
            }
        }

        return nearest;
    }

    private void Reprice(int row, ReadOnlySpan<int> columns, double length)
    {
        rowPrice[row] += length;
        foreach (int column in columns)
        {
            double rest = length - distance[column];
            rowPrice[rowOfColumn[column]] += rest;
            columnPrice[column] -= rest;
        }
    }

    /// <summary>Gives a free column to the row from which it was reached, that row's column to the one before it, and so on up to the row that came in.</summary>
    private void Shift(int row, int column, Span<int> columnOfRow)
    {
        while (true)
        {
            int taker = reachedFrom[column], freed = columnOfRow[taker];
            (columnOfRow[taker], rowOfColumn[column]) = (column, taker);
            if (taker == row)
            {
                return;
            }

            column = freed;
        }
    }

    private void Reserve(int rows, int columns)
    {
        if (rowPrice.Length < rows)
        {
            rowPrice = new double[Math.Max(rows, 2 * rowPrice.Length)];
        }

        if (columnPrice.Length < columns)
        {
            int size = Math.Max(columns, 2 * columnPrice.Length);
            (columnPrice, distance, isSettled) = (new double[size], new double[size], new bool[size]);
            (rowOfColumn, reachedFrom, settled) = (new int[size], new int[size], new int[size]);
        }
    }
}

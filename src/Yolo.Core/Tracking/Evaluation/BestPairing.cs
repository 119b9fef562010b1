using Yolo.Tracking.Assignment;

namespace Yolo.Tracking.Evaluation;

/// <summary>
/// Pairs rows with columns so that the gains of the pairs add up to the most. Only pairs that were offered are made. What no offers connect is solved
/// apart: of a frame, or of the tracks of a sequence, that leaves many small problems instead of one large.
/// </summary>
internal sealed class BestPairing
{
    private const int None = -1;

    private readonly LinearAssignment assignment = new();
    private readonly List<(int Row, int Column, double Gain)> offers = [];
    private readonly List<int> rowsOfGroup = [];
    private readonly List<int> columnsOfGroup = [];
    private int[] parent = [];
    private int[] place = [];
    private int[] firstOffer = [];
    private int[] nextOffer = [];
    private int[] columns = [];
    private double[] costs = [];

    /// <summary>Forgets all offers.</summary>
    internal void Clear() => offers.Clear();

    /// <summary>Offers a pair; each once.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <param name="gain">What it is worth; above 0.</param>
    internal void Offer(int row, int column, double gain) => offers.Add((row, column, gain));

    /// <summary>Makes the pairs.</summary>
    /// <param name="rowCount">How many rows.</param>
    /// <param name="columnCount">How many columns.</param>
    /// <param name="columnOfRow">Takes the column of each row, -1 for those that stay alone; [rows].</param>
    internal void Solve(int rowCount, int columnCount, Span<int> columnOfRow)
    {
        columnOfRow[..rowCount].Fill(None);
        int nodes = rowCount + columnCount;
        Reserve(nodes);
        Group(rowCount, nodes);
        for (int group = 0; group < nodes; group++)
        {
            int offer = firstOffer[group];
            if (offer == None)
            {
                continue;
            }

            if (nextOffer[offer] == None)
            {
                columnOfRow[offers[offer].Row] = offers[offer].Column;
            }
            else
            {
                SolveGroup(offer, rowCount, columnOfRow);
            }
        }
    }

    /// <summary>Chains the offers of each group: rows are the first nodes, columns those that follow.</summary>
    private void Group(int rowCount, int nodes)
    {
        for (int node = 0; node < nodes; node++)
        {
            (parent[node], place[node], firstOffer[node]) = (node, None, None);
        }

        foreach (var (row, column, _) in offers)
        {
            parent[Root(row)] = Root(rowCount + column);
        }

        for (int offer = 0; offer < offers.Count; offer++)
        {
            int root = Root(offers[offer].Row);
            (nextOffer[offer], firstOffer[root]) = (firstOffer[root], offer);
        }
    }

    private int Root(int node)
    {
        while (parent[node] != node)
        {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }

        return node;
    }

    private void SolveGroup(int first, int rowCount, Span<int> columnOfRow)
    {
        rowsOfGroup.Clear();
        columnsOfGroup.Clear();
        double limit = 0;
        for (int offer = first; offer != None; offer = nextOffer[offer])
        {
            var (row, column, gain) = offers[offer];
            Enter(row, row, rowsOfGroup);
            Enter(rowCount + column, column, columnsOfGroup);
            limit = Math.Max(limit, gain);
        }

        // A pair that costs the limit saves as much as it costs, and one that costs less by its gain saves that.
        var matrix = Costs(rowsOfGroup.Count * columnsOfGroup.Count);
        matrix.Fill(limit + 1);
        for (int offer = first; offer != None; offer = nextOffer[offer])
        {
            var (row, column, gain) = offers[offer];
            matrix[(place[row] * columnsOfGroup.Count) + place[rowCount + column]] = limit - gain;
        }

        assignment.Solve(matrix, rowsOfGroup.Count, columnsOfGroup.Count, limit, columns);
        for (int row = 0; row < rowsOfGroup.Count; row++)
        {
            columnOfRow[rowsOfGroup[row]] = columns[row] == None ? None : columnsOfGroup[columns[row]];
        }
    }

    private void Enter(int node, int index, List<int> group)
    {
        if (place[node] == None)
        {
            place[node] = group.Count;
            group.Add(index);
        }
    }

    private Span<double> Costs(int size)
    {
        if (costs.Length < size)
        {
            costs = new double[Math.Max(size, 2 * costs.Length)];
        }

        return costs.AsSpan(0, size);
    }

    private void Reserve(int nodes)
    {
        if (parent.Length < nodes)
        {
            int size = Math.Max(nodes, 2 * parent.Length);
            (parent, place, firstOffer, columns) = (new int[size], new int[size], new int[size], new int[size]);
        }

        if (nextOffer.Length < offers.Count)
        {
            nextOffer = new int[Math.Max(offers.Count, 2 * nextOffer.Length)];
        }
    }
}

using System.Globalization;
using Yolo.Metrics;

namespace Yolo.Engine.Training;

/// <summary>
/// <c>results.csv</c>: one row an epoch, with the reference's columns and six significant digits, and columns of one's own behind them. A column that comes later,
/// or is left out later, is empty in the other rows.
/// </summary>
/// <param name="path">The file; null to keep the rows in memory alone.</param>
internal sealed class ResultsFile(string? path)
{
    private const int Digits = 6;
    private readonly List<string> columns = [];
    private readonly List<Dictionary<string, double>> rows = [];

    // Each row is formatted once, so that an epoch leaves the collector nothing that grows with the epochs before it.
    private readonly List<string> lines = [];

    /// <summary>Names of the columns; empty before the first row.</summary>
    internal IReadOnlyList<string> Columns => columns;

    /// <summary>The rows so far: what they hold by column.</summary>
    internal IReadOnlyList<IReadOnlyDictionary<string, double>> Rows => rows;

    /// <summary>Writes a row.</summary>
    /// <param name="row">Column names and values.</param>
    internal void Add(IEnumerable<KeyValuePair<string, double>> row)
    {
        rows.Add(new(StringComparer.Ordinal));
        lines.Add(string.Empty);
        Set(row);
        Write();
    }

    /// <summary>Adds to the last row what became known after it was written.</summary>
    /// <param name="cells">Column names and values.</param>
    /// <returns>Whether that was anything new.</returns>
    internal bool Complete(IEnumerable<KeyValuePair<string, double>> cells)
    {
        var last = rows[^1];
        List<KeyValuePair<string, double>> changed = [.. cells.Where(cell => !last.TryGetValue(cell.Key, out var known) || !known.Equals(cell.Value))];
        if (changed.Count == 0)
        {
            return false;
        }

        Set(changed);
        Write();
        return true;
    }

    /// <summary>Goes on after the rows of a checkpoint; later ones, of epochs that are repeated, are dropped.</summary>
    internal void Restore(IReadOnlyDictionary<string, object?> byColumn)
    {
        columns.Clear();
        rows.Clear();
        lines.Clear();
        columns.AddRange(byColumn.Keys);
        var values = byColumn.ToDictionary(column => column.Key, column => (IReadOnlyList<object?>)column.Value!, StringComparer.Ordinal);
        for (int row = 0; row < values.Values.Select(column => column.Count).FirstOrDefault(); row++)
        {
            rows.Add(columns.Where(name => values[name][row] is not null)
                .ToDictionary(name => name, name => Convert.ToDouble(values[name][row], CultureInfo.InvariantCulture), StringComparer.Ordinal));
            lines.Add(Line(rows[^1]));
        }

        if (rows.Count > 0)
        {
            Write();
        }
    }

    /// <summary>The columns, each a list, as a checkpoint holds them; null where a row has nothing.</summary>
    internal IReadOnlyDictionary<string, object?> ByColumn() => columns.ToDictionary(
        name => name, object? (name) => rows.Select(object? (row) => row.TryGetValue(name, out var value) ? value : null).ToList(), StringComparer.Ordinal);

    // The rows before have nothing in a column that is new.
    private void Set(IEnumerable<KeyValuePair<string, double>> cells)
    {
        foreach (var (name, value) in cells)
        {
            if (!columns.Contains(name, StringComparer.Ordinal))
            {
                columns.Add(name);
                for (int row = 0; row < lines.Count - 1; row++)
                {
                    lines[row] += ",";
                }
            }

            rows[^1][name] = value;
        }

        lines[^1] = Line(rows[^1]);
    }

    private string Line(Dictionary<string, double> row) =>
        string.Join(',', columns.Select(name => row.TryGetValue(name, out var value) ? SignificantDigits.Format(value, Digits) : string.Empty));

    private void Write()
    {
        if (path is not null)
        {
            AtomicFile.Write(path, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                writer.WriteLine(string.Join(',', columns));
                lines.ForEach(writer.WriteLine);
            });
        }
    }
}

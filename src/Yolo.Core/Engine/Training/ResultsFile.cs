using System.Globalization;
using Yolo.Metrics;

namespace Yolo.Engine.Training;

/// <summary><c>results.csv</c>: one row an epoch, with the reference's columns and six significant digits.</summary>
/// <param name="path">The file; null to keep the rows in memory alone.</param>
internal sealed class ResultsFile(string? path)
{
    private const int Digits = 6;
    private readonly List<double[]> rows = [];

    /// <summary>Names of the columns; empty before the first row.</summary>
    internal IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The rows so far.</summary>
    internal IReadOnlyList<IReadOnlyList<double>> Rows => rows;

    /// <summary>Writes a row.</summary>
    /// <param name="row">Column names and values, the same columns in each row.</param>
    internal void Add(IReadOnlyList<KeyValuePair<string, double>> row)
    {
        Columns = [.. row.Select(cell => cell.Key)];
        rows.Add([.. row.Select(cell => cell.Value)]);
        Write();
    }

    /// <summary>Goes on after the rows of a checkpoint; later ones, of epochs that are repeated, are dropped.</summary>
    internal void Restore(IReadOnlyDictionary<string, object?> columns)
    {
        Columns = [.. columns.Keys];
        var values = columns.Values.Select(column => ((IReadOnlyList<object?>)column!).Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).ToList()).ToList();
        rows.Clear();
        rows.AddRange(Enumerable.Range(0, values.Count == 0 ? 0 : values[0].Count).Select(row => values.Select(column => column[row]).ToArray()));
        if (rows.Count > 0)
        {
            Write();
        }
    }

    /// <summary>The columns, each a list, as a checkpoint holds them.</summary>
    internal IReadOnlyDictionary<string, object?> ByColumn() => Columns.Index().ToDictionary(
        column => column.Item, object? (column) => rows.Select(object? (row) => row[column.Index]).ToList(), StringComparer.Ordinal);

    private void Write()
    {
        if (path is not null)
        {
            // Row by row: after a thousand epochs the whole text would be an object that is only rarely collected.
            AtomicFile.Write(path, stream =>
            {
                using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                text.WriteLine(string.Join(',', Columns));
                foreach (var row in rows)
                {
                    text.WriteLine(string.Join(',', row.Select(value => SignificantDigits.Format(value, Digits))));
                }
            });
        }
    }
}

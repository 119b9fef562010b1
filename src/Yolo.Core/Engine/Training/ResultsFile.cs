using System.Globalization;
using System.Text;
using Yolo.Metrics;

namespace Yolo.Engine.Training;

/// <summary><c>results.csv</c>: one row an epoch, with the reference's columns and six significant digits.</summary>
/// <param name="path">The file; null to keep the rows in memory alone.</param>
internal sealed class ResultsFile(string? path)
{
    private const int Digits = 6;
    private readonly List<double[]> rows = [];

    // What the file holds. Each row is formatted once, so that an epoch leaves the collector nothing that grows with the epochs before it.
    private readonly StringBuilder text = new();

    /// <summary>Names of the columns; empty before the first row.</summary>
    internal IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The rows so far.</summary>
    internal IReadOnlyList<IReadOnlyList<double>> Rows => rows;

    /// <summary>Writes a row.</summary>
    /// <param name="row">Column names and values, the same columns in each row.</param>
    internal void Add(IReadOnlyList<KeyValuePair<string, double>> row)
    {
        if (Columns.Count == 0)
        {
            Begin([.. row.Select(cell => cell.Key)]);
        }

        Append([.. row.Select(cell => cell.Value)]);
        Write();
    }

    /// <summary>Goes on after the rows of a checkpoint; later ones, of epochs that are repeated, are dropped.</summary>
    internal void Restore(IReadOnlyDictionary<string, object?> columns)
    {
        var values = columns.Values.Select(column => ((IReadOnlyList<object?>)column!).Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).ToList()).ToList();
        rows.Clear();
        Begin([.. columns.Keys]);
        for (int row = 0; row < (values.Count == 0 ? 0 : values[0].Count); row++)
        {
            Append([.. values.Select(column => column[row])]);
        }

        if (rows.Count > 0)
        {
            Write();
        }
    }

    /// <summary>The columns, each a list, as a checkpoint holds them.</summary>
    internal IReadOnlyDictionary<string, object?> ByColumn() => Columns.Index().ToDictionary(
        column => column.Item, object? (column) => rows.Select(object? (row) => row[column.Index]).ToList(), StringComparer.Ordinal);

    private void Begin(IReadOnlyList<string> columns)
    {
        Columns = columns;
        text.Clear().AppendJoin(',', columns).Append('\n');
    }

    private void Append(double[] row)
    {
        rows.Add(row);
        text.AppendJoin(',', row.Select(value => SignificantDigits.Format(value, Digits))).Append('\n');
    }

    private void Write()
    {
        if (path is not null)
        {
            AtomicFile.Write(path, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.Write(text);
            });
        }
    }
}

using System.Globalization;
using Yolo.Charts;
using Yolo.Imaging;

namespace Yolo.Plots;

/// <summary>How losses and metrics went over the epochs, <c>results.png</c>: a chart for each, as measured and smoothed.</summary>
internal static class ResultsPlot
{
    private const int Width = 480;
    private const int Height = 500;
    private const double TextSize = 21;
    private const double Deviation = 3;

    /// <summary>Draws the charts.</summary>
    /// <param name="path">A <c>results.csv</c>.</param>
    /// <exception cref="FormatException">The file has no column of epochs, or a row with a number too few or too many.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Image FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string[][] rows = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => line.Split(',', StringSplitOptions.TrimEntries))];
        if (rows.Length == 0 || rows.FirstOrDefault(row => row.Length != rows[0].Length) is not null || !rows[0].Contains("epoch"))
        {
            throw new FormatException($"{path} is not a table of results: it has no column 'epoch', or rows of different lengths.");
        }

        return Draw(new OrderedDictionary<string, IReadOnlyList<double>>(rows[0].Select((name, column) =>
            KeyValuePair.Create<string, IReadOnlyList<double>>(name, [.. rows.Skip(1).Select(row => Number(row[column]))]))));
    }

    /// <summary>Draws the charts.</summary>
    /// <param name="columns">The columns of <c>results.csv</c> in their order; those of losses and metrics are shown, over <c>epoch</c> if it is there, else over the position.</param>
    public static Image Draw(IReadOnlyDictionary<string, IReadOnlyList<double>> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        string[] training = [.. columns.Keys.Where(name => name.StartsWith("train/", StringComparison.Ordinal))];
        string[] validation = [.. columns.Keys.Where(name => name.StartsWith("val/", StringComparison.Ordinal))];
        string[] metrics = [.. columns.Keys.Where(name => name.StartsWith("metrics/", StringComparison.Ordinal))];

        // Two rows: the losses of validation below those of training, the metrics divided between both.
        var half = (metrics.Length + 1) / 2;
        string[] above = [.. training, .. metrics.Take(half)], below = [.. validation, .. metrics.Skip(half)];
        var perRow = Math.Max(1, Math.Max(above.Length, below.Length));
        var names = above.Concat(Enumerable.Repeat(string.Empty, perRow - above.Length)).Concat(below);
        var charts = names.Select((name, index) => name.Length > 0 ? OfColumn(columns, name, named: index == 0) : null);
        return ChartSheet.Draw([.. charts], perRow, Width, Height, TextSize);
    }

    private static Chart OfColumn(IReadOnlyDictionary<string, IReadOnlyList<double>> columns, string name, bool named)
    {
        var values = columns[name];
        var epochs = columns.TryGetValue("epoch", out var numbers) ? numbers : [.. Enumerable.Range(1, values.Count).Select(number => (double)number)];
        return new(Axis.Over(epochs, 0.03) with { Whole = true }, Axis.Over(values))
        {
            Title = name,
            Marks =
            [
                new LineMark(epochs, values, ChartColours.Main) { Name = named ? "results" : string.Empty, Width = 1.3, Dots = values.Count > 60 ? 0 : 2.2 },
                new LineMark(epochs, Smoothing.Gaussian(values, Deviation), ChartColours.Second) { Name = named ? "smooth" : string.Empty, Width = 1.6, Dashed = true },
            ],
        };
    }

    // What the writer calls inf or nan is not on any scale.
    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}

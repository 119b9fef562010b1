using System.Globalization;
using Yolo.Charts;
using Yolo.Imaging;
using Yolo.Metrics;

namespace Yolo.Plots;

/// <summary>Which class was found where which was labelled: <c>confusion_matrix.png</c> and <c>confusion_matrix_normalized.png</c>.</summary>
internal static class ConfusionPlot
{
    private const double TextSize = 24;
    private const double Frame = 12 * TextSize;
    private const double SmallestSide = 900;
    private const double Cell = 26;
    private const double NumberedCell = 48;
    private const int MostNumbers = 30;
    private const double Negligible = 0.005;

    /// <summary>Draws the counts.</summary>
    /// <param name="matrix">What was counted.</param>
    /// <param name="names">Class names by index.</param>
    public static Image Draw(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(names);
        var counts = Cells(matrix, (predicted, actual) => matrix[predicted, actual] > 0 ? matrix[predicted, actual] : double.NaN);
        return Draw("Confusion matrix", counts, NamesOf(matrix, names), count => count.ToString("F0", CultureInfo.InvariantCulture));
    }

    /// <summary>Draws the shares of the true classes: what is not blank of a column sums to nearly 1.</summary>
    /// <param name="matrix">What was counted.</param>
    /// <param name="names">Class names by index.</param>
    public static Image DrawNormalized(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(names);
        var shares = matrix.Normalize();
        var cells = Cells(matrix, (predicted, actual) => shares[predicted, actual] >= Negligible ? shares[predicted, actual] : double.NaN);
        return Draw("Confusion matrix, normalized", cells, NamesOf(matrix, names), share => share.ToString("F2", CultureInfo.InvariantCulture));
    }

    /// <summary>Both charts by the names of their files.</summary>
    /// <param name="matrix">What was counted.</param>
    /// <param name="names">Class names by index.</param>
    internal static IReadOnlyList<(string File, Func<Image> Draw)> Files(ConfusionMatrix matrix, IReadOnlyList<string> names) =>
    [
        ("confusion_matrix.png", () => Draw(matrix, names)),
        ("confusion_matrix_normalized.png", () => DrawNormalized(matrix, names)),
    ];

    private static IReadOnlyList<string> NamesOf(ConfusionMatrix matrix, IReadOnlyList<string> names) =>
        [.. ClassNames.First(names, matrix.Classes), .. matrix.HasBackground ? ["background"] : Array.Empty<string>()];

    private static double[,] Cells(ConfusionMatrix matrix, Func<int, int, double> value)
    {
        var cells = new double[matrix.Size, matrix.Size];
        for (var predicted = 0; predicted < matrix.Size; predicted++)
        {
            for (var actual = 0; actual < matrix.Size; actual++)
            {
                cells[predicted, actual] = value(predicted, actual);
            }
        }

        return cells;
    }

    private static Image Draw(string title, double[,] cells, IReadOnlyList<string> names, Func<double, string> text)
    {
        var count = cells.GetLength(0);
        var greatest = cells.Cast<double>().Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var shares = (double[,])cells.Clone();
        for (var at = 0; at < cells.Length; at++)
        {
            shares[at / count, at % count] /= greatest;
        }

        var mark = new CellMark(shares, ColourMap.Blues) { Text = count <= MostNumbers ? (row, column) => text(cells[row, column]) : null };
        var chart = new Chart(Axis.Of(names) with { Label = "True" }, Axis.Of(names, backwards: true) with { Label = "Predicted" })
        {
            Title = title,
            Marks = [mark],
            Bar = new(ColourMap.Blues, new(0, greatest)),
            Grid = false,
        };
        var side = Math.Max(SmallestSide, count * (count <= MostNumbers ? NumberedCell : Cell));
        return ChartSheet.Draw([chart], 1, (int)(side + Frame), (int)(side + (Frame * 0.7)), TextSize);
    }
}

using Yolo.Charts;
using Yolo.Imaging;

namespace Yolo.Plots;

/// <summary>What was measured of the forms of a model, <c>benchmarks.png</c>: a bar of each, in as many charts as there are measures.</summary>
internal static class BenchmarkPlot
{
    private const int Width = 720;
    private const int Height = 560;
    private const double TextSize = 18;
    private const double SpaceAbove = 1.12;

    /// <summary>Draws the charts side by side.</summary>
    /// <param name="forms">Names of the forms, at least one.</param>
    /// <param name="measures">Of each its title, its unit and its numbers, one of each form; null for what was not measured.</param>
    public static Image Draw(IReadOnlyList<string> forms, params IReadOnlyList<(string Title, string Unit, IReadOnlyList<double?> Numbers)> measures)
    {
        ArgumentNullException.ThrowIfNull(forms);
        ArgumentNullException.ThrowIfNull(measures);
        Rgb[] colours = [.. forms.Select((_, index) => Palette.Of(index))];
        return ChartSheet.Draw([.. measures.Select(measure => Bars(forms, colours, measure.Title, measure.Unit, measure.Numbers))], measures.Count, Width, Height, TextSize);
    }

    private static Chart Bars(IReadOnlyList<string> forms, Rgb[] colours, string title, string unit, IReadOnlyList<double?> numbers)
    {
        var top = numbers.Max() is { } highest and > 0 ? highest * SpaceAbove : 1;
        return new(Axis.Of(forms), new(0, top) { Label = unit })
        {
            Title = title,
            Marks = [new BarMark([.. numbers.Select(number => number ?? double.NaN)], colours)],
        };
    }
}

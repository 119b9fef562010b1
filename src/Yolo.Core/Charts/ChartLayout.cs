using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Where the parts of a chart go.</summary>
/// <param name="Plane">Inside of the axes.</param>
/// <param name="TicksX">What is marked from left to right.</param>
/// <param name="TicksY">What is marked from bottom to top.</param>
/// <param name="NamesUpwards">Whether the texts below the axes are turned, since they would touch each other.</param>
internal sealed record ChartLayout(Plane Plane, IReadOnlyList<Tick> TicksX, IReadOnlyList<Tick> TicksY, bool NamesUpwards)
{
    /// <summary>Height of the title, times that of other text.</summary>
    public const double TitleScale = 1.2;

    /// <summary>From the axis to the text beside it, times the height of text.</summary>
    public const double TickGap = 0.5;

    private const double Margin = 0.6;
    private const double LabelSpace = 1.7;
    private const double LongestName = 12;

    /// <summary>Divides an area between a chart's parts.</summary>
    public static ChartLayout Of(Chart chart, PixelBox area, double size)
    {
        var top = area.Top + ((chart.Title.Length > 0 ? TitleScale * 1.7 : Margin) * size);
        var bottom = area.Bottom - ((Margin + TickGap + 0.8 + (chart.X.Label.Length > 0 ? LabelSpace : 0)) * size);
        var ticksY = Shorten(chart.Y.Ticks((int)((bottom - top) / (2.2 * size))), size);
        var left = area.Left + Lettering.Widest(ticksY.Select(tick => tick.Text), size) + ((Margin + TickGap + (chart.Y.Label.Length > 0 ? LabelSpace : 0)) * size);
        var right = area.Right - (Margin * size) - Aside(chart, bottom - top, size);
        var ticksX = Shorten(chart.X.Ticks((int)((right - left) / (3.2 * size))), size);
        var widest = Lettering.Widest(ticksX.Select(tick => tick.Text), size);
        var upwards = chart.X.Names is { Count: > 0 } names && widest > (right - left) / names.Count * 0.95;
        bottom -= upwards ? widest - (0.8 * size) : 0;

        // Whole pixels keep the frame crisp; what is too small for its texts keeps a pixel to draw on.
        (left, top) = (Math.Round(left), Math.Round(top));
        var inside = new PixelBox(left, top, Math.Max(left + 1, Math.Round(right)), Math.Max(top + 1, Math.Round(bottom)));
        return new(new(chart.Square ? Squared(inside) : inside, chart.X, chart.Y, size), ticksX, ticksY, upwards);
    }

    private static double Aside(Chart chart, double height, double size)
    {
        var legend = chart.LegendPlace == LegendPlace.Beside ? new Legend(chart.Marks).Measure(size) : 0;
        return (legend > 0 ? legend + size : 0) + (chart.Bar?.Measure(height, size) ?? 0);
    }

    private static Tick[] Shorten(IReadOnlyList<Tick> ticks, double size) =>
        [.. ticks.Select(tick => tick with { Text = Lettering.Fit(tick.Text, size, LongestName * size) })];

    private static PixelBox Squared(PixelBox box)
    {
        var side = Math.Min(box.Width, box.Height);
        var (left, top) = (Math.Round(box.Left + ((box.Width - side) / 2)), Math.Round(box.Top + ((box.Height - side) / 2)));
        return new(left, top, left + side, top + side);
    }
}

using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>The scale beside a table of coloured cells.</summary>
/// <param name="Colours">The colours.</param>
/// <param name="Values">The numbers that they stand for.</param>
internal sealed record ColourBar(ColourMap Colours, Axis Values)
{
    private const double Thickness = 1.4;
    private const double Gap = 1.2;

    /// <summary>Width that the scale takes beside the plane, in pixels.</summary>
    public double Measure(double height, double size) =>
        ((Gap + Thickness + 0.6) * size) + Values.Ticks(Count(height, size)).Max(tick => Canvas.MeasureText(tick.Text, size).Width);

    /// <summary>Draws it at the right of the plane.</summary>
    public void Draw(Canvas canvas, Plane plane)
    {
        var size = plane.TextSize;
        var left = Math.Round(plane.Area.Right + (Gap * size));
        var bar = plane.Area with { Left = left, Right = left + Math.Round(Thickness * size) };
        for (var y = (int)bar.Top; y < (int)bar.Bottom; y++)
        {
            canvas.FillRectangle(bar with { Top = y, Bottom = y + 1 }, Colours.At((bar.Bottom - y - 0.5) / bar.Height));
        }

        foreach (var tick in Values.Ticks(Count(bar.Height, size)))
        {
            var y = bar.Bottom - (Values.Share(tick.Value) * bar.Height);
            canvas.DrawLine(new(bar.Right, y), new(bar.Right + (size * 0.3), y), ChartColours.Frame, plane.Line * 0.8);
            Lettering.Write(canvas, tick.Text, new(bar.Right + (size * 0.5), y), size, ChartColours.Text, 0);
        }
    }

    private static int Count(double height, double size) => (int)(height / (size * 3));
}

using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Names the lines of a chart.</summary>
/// <param name="Marks">Lines with a name appear.</param>
internal readonly record struct Legend(IReadOnlyList<IMark> Marks)
{
    private const double Sample = 2;
    private const double Spacing = 1.45;
    private const double Margin = 0.6;
    private const double WidestName = 22;

    private IEnumerable<LineMark> Named => Marks.OfType<LineMark>().Where(mark => mark.Name.Length > 0);

    /// <summary>Width of the legend's frame in pixels; 0 if no line has a name.</summary>
    public double Measure(double size) => Named.Any()
        ? Lettering.Widest(Named.Select(mark => Lettering.Fit(mark.Name, size, WidestName * size)), size) + ((Sample + 0.6 + (2 * Margin)) * size)
        : 0;

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="left">Left edge of its frame.</param>
    /// <param name="top">Top edge of its frame.</param>
    /// <param name="plane">Gives the sizes.</param>
    public void Draw(Canvas canvas, double left, double top, Plane plane)
    {
        var size = plane.TextSize;
        var height = ((Named.Count() * Spacing) + Margin) * size;
        var frame = new PixelBox(Math.Round(left) + 0.5, Math.Round(top) + 0.5, Math.Round(left + Measure(size)) - 0.5, Math.Round(top + height) - 0.5);
        canvas.FillRectangle(frame, Rgb.White, 0.85);
        canvas.DrawRectangle(frame, ChartColours.Grid.Mix(ChartColours.Frame, 0.3), Math.Max(1, plane.Line * 0.6));
        var y = top + ((Margin + Spacing) / 2 * size);
        foreach (var mark in Named)
        {
            var start = left + (Margin * size);
            var end = start + (Sample * size);
            mark.DrawSample(canvas, new(start, y), new(end, y), plane);
            Lettering.Write(canvas, Lettering.Fit(mark.Name, size, WidestName * size), new(end + (0.6 * size), y), size, ChartColours.Text, 0);
            y += Spacing * size;
        }
    }
}

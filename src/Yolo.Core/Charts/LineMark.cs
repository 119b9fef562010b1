using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>A line through points. It is interrupted where a number is not finite; a point that stands alone is a dot.</summary>
/// <param name="X">Abscissae.</param>
/// <param name="Y">As many ordinates.</param>
/// <param name="Colour">Colour.</param>
internal sealed record LineMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, Rgb Colour) : IMark
{
    /// <summary>What the legend calls it; empty, the default, to leave it out there.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Times an ordinary line. Default 1.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Radius of the dot at each point, times the width of an ordinary line; 0, the default, for none.</summary>
    public double Dots { get; init; }

    /// <summary>Whether the line consists of dashes. Default false.</summary>
    public bool Dashed { get; init; }

    /// <summary>From 0 to 1. Default 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <inheritdoc/>
    public void Draw(Canvas canvas, Plane plane)
    {
        var run = new List<PixelPoint>();
        for (var i = 0; i < X.Count; i++)
        {
            if (double.IsFinite(X[i]) && double.IsFinite(Y[i]))
            {
                run.Add(plane.At(X[i], Y[i]));
            }
            else
            {
                DrawRun(canvas, run, plane);
                run.Clear();
            }
        }

        DrawRun(canvas, run, plane);
    }

    /// <summary>Draws the short line that stands for it in the legend.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="from">Its left end.</param>
    /// <param name="to">Its right end.</param>
    /// <param name="plane">Gives the widths.</param>
    public void DrawSample(Canvas canvas, PixelPoint from, PixelPoint to, Plane plane)
    {
        DrawPath(canvas, [from, to], plane);
        DrawDots(canvas, [new((from.X + to.X) / 2, from.Y)], plane);
    }

    private void DrawRun(Canvas canvas, List<PixelPoint> run, Plane plane)
    {
        DrawPath(canvas, run, plane);
        DrawDots(canvas, run, plane);
        if (run.Count == 1 && Dots == 0 && !Dashed)
        {
            canvas.FillCircle(run[0], Math.Max(Width, 2) * plane.Line, Colour, Opacity);
        }
    }

    private void DrawPath(Canvas canvas, List<PixelPoint> path, Plane plane)
    {
        foreach (var part in Dashed ? Dashes.Cut(path, 3.5 * Width * plane.Line, 3 * Width * plane.Line) : [[.. path]])
        {
            canvas.DrawPolyline(part, Colour, Width * plane.Line, closed: false, Opacity);
        }
    }

    private void DrawDots(Canvas canvas, List<PixelPoint> points, Plane plane)
    {
        foreach (var point in Dots > 0 ? points : [])
        {
            canvas.FillCircle(point, Dots * plane.Line, Colour, Opacity);
        }
    }
}

using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>A chart: axes with numbers, a grid, marks on it, a title and a legend.</summary>
/// <param name="X">From left to right.</param>
/// <param name="Y">From bottom to top.</param>
internal sealed record Chart(Axis X, Axis Y)
{
    /// <summary>What stands above; empty for nothing.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>What it shows; later ones lie above earlier ones.</summary>
    public IReadOnlyList<IMark> Marks { get; init; } = [];

    /// <summary>Where the names of the marks stand. Default inside.</summary>
    public LegendPlace LegendPlace { get; init; }

    /// <summary>The scale of colours at the right; null, the default, for none.</summary>
    public ColourBar? Bar { get; init; }

    /// <summary>Whether lines run through the plane at the marked numbers. Default true.</summary>
    public bool Grid { get; init; } = true;

    /// <summary>Whether the plane is as high as it is wide. Default false.</summary>
    public bool Square { get; init; }

    /// <summary>Draws the chart.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="area">The pixels that it may use.</param>
    /// <param name="textSize">Height of a line of text in pixels.</param>
    public void Draw(Canvas canvas, PixelBox area, double textSize)
    {
        var layout = ChartLayout.Of(this, area, textSize);
        var plane = layout.Plane;
        DrawAxes(canvas, layout);
        foreach (var mark in Marks)
        {
            mark.Draw(canvas, plane);
        }

        canvas.DrawRectangle(plane.Area, ChartColours.Frame, plane.Line * 0.8);
        Bar?.Draw(canvas, plane);
        DrawTitles(canvas, area, layout);
        DrawLegend(canvas, plane);
    }

    private void DrawAxes(Canvas canvas, ChartLayout layout)
    {
        var (plane, size, area) = (layout.Plane, layout.Plane.TextSize, layout.Plane.Area);
        var (mark, gap) = (size * 0.3, size * ChartLayout.TickGap);
        foreach (var tick in layout.TicksX)
        {
            var x = plane.At(tick.Value, plane.Y.From).X;
            DrawGrid(canvas, new(x, area.Top), new(x, area.Bottom), plane);
            canvas.DrawLine(new(x, area.Bottom), new(x, area.Bottom + mark), ChartColours.Frame, plane.Line * 0.8);
            if (layout.NamesUpwards)
            {
                Lettering.WriteUpwards(canvas, tick.Text, new(x, area.Bottom + gap), size, ChartColours.Text, 1);
            }
            else
            {
                Lettering.Write(canvas, tick.Text, new(x, area.Bottom + gap + (size * 0.4)), size, ChartColours.Text, 0.5);
            }
        }

        foreach (var tick in layout.TicksY)
        {
            var y = plane.At(plane.X.From, tick.Value).Y;
            DrawGrid(canvas, new(area.Left, y), new(area.Right, y), plane);
            canvas.DrawLine(new(area.Left - mark, y), new(area.Left, y), ChartColours.Frame, plane.Line * 0.8);
            Lettering.Write(canvas, tick.Text, new(area.Left - gap, y), size, ChartColours.Text, 1);
        }
    }

    private void DrawGrid(Canvas canvas, PixelPoint from, PixelPoint to, Plane plane)
    {
        if (Grid)
        {
            canvas.DrawLine(from, to, ChartColours.Grid, Math.Max(1, plane.Line * 0.7));
        }
    }

    private void DrawTitles(Canvas canvas, PixelBox area, ChartLayout layout)
    {
        var (plane, size) = (layout.Plane.Area, layout.Plane.TextSize);
        var centre = new PixelPoint((plane.Left + plane.Right) / 2, (plane.Top + plane.Bottom) / 2);
        var title = Lettering.Fit(Title, size * ChartLayout.TitleScale, area.Width);
        Lettering.Write(canvas, title, centre with { Y = plane.Top - (size * 0.9) }, size * ChartLayout.TitleScale, ChartColours.Text, 0.5, 1.25);
        var below = layout.NamesUpwards ? Lettering.Widest(layout.TicksX.Select(tick => tick.Text), size) : size * 0.8;
        Lettering.Write(canvas, X.Label, centre with { Y = plane.Bottom + below + (size * 1.5) }, size, ChartColours.Text, 0.5);
        var beside = Lettering.Widest(layout.TicksY.Select(tick => tick.Text), size);
        Lettering.WriteUpwards(canvas, Y.Label, centre with { X = plane.Left - beside - (size * 1.45) }, size, ChartColours.Text, 0.5);
    }

    private void DrawLegend(Canvas canvas, Plane plane)
    {
        var legend = new Legend(Marks);
        var width = legend.Measure(plane.TextSize);
        if (width > 0)
        {
            var inset = plane.TextSize * 0.5;
            var inside = LegendPlace == LegendPlace.Inside;
            legend.Draw(canvas, inside ? plane.Area.Right - width - inset : plane.Area.Right + plane.TextSize, plane.Area.Top + (inside ? inset : 0), plane);
        }
    }
}

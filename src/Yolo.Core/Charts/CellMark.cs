using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>A table of coloured cells that fills the plane; cells that are not a number stay blank.</summary>
/// <param name="Shares">Rows along the y axis from its smaller end, columns along the x axis; from 0 to 1, as the colours want them.</param>
/// <param name="Colours">Colour by share.</param>
internal sealed record CellMark(double[,] Shares, ColourMap Colours) : IMark
{
    /// <summary>What is written into a cell, by row and column; null, the default, for nothing.</summary>
    public Func<int, int, string>? Text { get; init; }

    /// <inheritdoc/>
    public void Draw(Canvas canvas, Plane plane)
    {
        for (var row = 0; row < Shares.GetLength(0); row++)
        {
            for (var column = 0; column < Shares.GetLength(1); column++)
            {
                if (double.IsFinite(Shares[row, column]))
                {
                    DrawCell(canvas, plane, row, column);
                }
            }
        }
    }

    private void DrawCell(Canvas canvas, Plane plane, int row, int column)
    {
        var box = plane.Box(Edge(plane.X, column, 1), Edge(plane.Y, row, 0), Edge(plane.X, column + 1, 1), Edge(plane.Y, row + 1, 0));

        // Whole pixels, or the ground would shine through between the cells.
        box = new(Math.Round(box.Left), Math.Round(box.Top), Math.Round(box.Right), Math.Round(box.Bottom));
        var colour = Colours.At(Shares[row, column]);
        canvas.FillRectangle(box, colour);
        var text = Text?.Invoke(row, column) ?? string.Empty;
        var size = Math.Min(plane.TextSize, box.Height * 0.8);
        var wide = Canvas.MeasureText(text, size).Width;
        size *= Math.Min(1, box.Width * 0.85 / Math.Max(1, wide));
        Lettering.Write(canvas, text, new((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2), size, Palette.TextOn(colour), 0.5);
    }

    private double Edge(Axis axis, int index, int dimension) =>
        Math.Min(axis.From, axis.To) + (Math.Abs(axis.To - axis.From) * index / Shares.GetLength(dimension));
}

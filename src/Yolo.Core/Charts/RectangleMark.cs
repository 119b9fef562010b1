using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Outlines of rectangles over each other.</summary>
/// <param name="Rectangles">Edges in the numbers of the axes, and the colour of each.</param>
internal sealed record RectangleMark(IReadOnlyList<(PixelBox Edges, Rgb Colour)> Rectangles) : IMark
{
    /// <summary>From 0 to 1. Default 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <inheritdoc/>
    public void Draw(Canvas canvas, Plane plane)
    {
        foreach (var (edges, colour) in Rectangles)
        {
            canvas.DrawRectangle(plane.Box(edges.Left, edges.Top, edges.Right, edges.Bottom), colour, Math.Max(1, plane.Line / 2), Opacity);
        }
    }
}

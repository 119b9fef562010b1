using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Data.Shapes;

/// <summary>What is true of one shape in one frame of the film.</summary>
/// <param name="Frame">The frame, from 1.</param>
/// <param name="Id">The shape, from 1.</param>
/// <param name="Box">The whole shape's box, cut at the edges of the picture, in pixels.</param>
/// <param name="Kind">Its class.</param>
/// <param name="Visibility">The share of the shape's area that is to be seen.</param>
internal readonly record struct ShapesFilmRow(int Frame, int Id, PixelBox Box, ShapeKind Kind, double Visibility)
{
    /// <summary>Shapes of which less is to be seen have no row: nobody could say where they end.</summary>
    public const double LeastVisibility = 0.5;

    /// <summary>The rows of a frame.</summary>
    /// <param name="frame">The frame, from 1.</param>
    /// <param name="shapes">From the back to the front.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    public static IEnumerable<ShapesFilmRow> Of(int frame, IReadOnlyList<MovingShape> shapes, int width, int height)
    {
        for (int at = 0; at < shapes.Count; at++)
        {
            var outline = shapes[at].Outline;
            double visibility = outline.VisibleShare(shapes.Skip(at + 1).Select(shape => shape.Outline), width, height);
            if (visibility >= LeastVisibility)
            {
                yield return new(frame, shapes[at].Id, Cut(outline.Bounds, width, height), outline.Kind, visibility);
            }
        }
    }

    /// <summary>The row of the file.</summary>
    public string Text() => string.Create(
        CultureInfo.InvariantCulture, $"{Frame},{Id},{Box.Left:0.00},{Box.Top:0.00},{Box.Width:0.00},{Box.Height:0.00},1,{(int)Kind},{Visibility:0.00}\n");

    private static PixelBox Cut(PixelBox box, int width, int height) =>
        new(Math.Max(0, box.Left), Math.Max(0, box.Top), Math.Min(width, box.Right), Math.Min(height, box.Bottom));
}

using System.Diagnostics;
using Yolo.Imaging.Drawing;
using Yolo.Imaging.Drawing.Fonts;

namespace Yolo.Imaging;

/// <summary>Draws on a picture, with smooth edges. What lies outside the picture is cut off; opacity runs from 0 to 1.</summary>
/// <param name="image">The picture, which is changed.</param>
public sealed class Canvas(Image image)
{
    /// <summary>The picture that is drawn on.</summary>
    public Image Image { get; } = image ?? throw new ArgumentNullException(nameof(image));

    /// <summary>
    /// Receives a sentence when letters cannot be drawn as no font of this machine has them, once for each script. Default: the <c>Logger</c> that a model was given last;
    /// where none was, <see cref="Trace.TraceWarning(string)"/>. May be called from any thread; must not throw.
    /// </summary>
    internal static Action<string> Warn { get; set; } = FontLog.Warn;

    /// <summary>Width and height that a text of one line takes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Height of the line in pixels; capitals take 0.7 of it.</param>
    /// <returns>Pixels.</returns>
    public static (double Width, double Height) MeasureText(ReadOnlySpan<char> text, double size) => (FontBook.System.Measure(text, size), size);

    /// <summary>Fills a rectangle.</summary>
    /// <param name="box">The rectangle; edges between pixels are blended.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="opacity">Opacity.</param>
    public void FillRectangle(PixelBox box, Rgb colour, double opacity = 1)
    {
        var mask = CoverageMask.Over(Image, box);
        for (int y = mask.Top; y < mask.Top + mask.Height; y++)
        {
            double share = Overlap(box.Top, box.Bottom, y);
            var row = mask.Row(y);
            row.Fill((byte)Math.Round(share * 255));
            for (int edge = 0; edge < 2 && row.Length > 0; edge++)
            {
                int x = edge == 0 ? 0 : row.Length - 1;
                row[x] = (byte)Math.Round(share * Overlap(box.Left, box.Right, mask.Left + x) * 255);
            }
        }

        mask.Blend(Image, colour, opacity);
    }

    /// <summary>Draws the outline of a rectangle, half of it inside and half outside the edges.</summary>
    /// <param name="box">The rectangle.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="width">Width of the line in pixels.</param>
    /// <param name="opacity">Opacity.</param>
    public void DrawRectangle(PixelBox box, Rgb colour, double width = 1, double opacity = 1)
    {
        var outer = box.Grow(width / 2);
        var inner = box.Grow(-width / 2);
        if (inner.Width <= 0 || inner.Height <= 0)
        {
            FillRectangle(outer, colour, opacity);
            return;
        }

        FillRectangle(outer with { Bottom = inner.Top }, colour, opacity);
        FillRectangle(outer with { Top = inner.Bottom }, colour, opacity);
        FillRectangle(new(outer.Left, inner.Top, inner.Left, inner.Bottom), colour, opacity);
        FillRectangle(new(inner.Right, inner.Top, outer.Right, inner.Bottom), colour, opacity);
    }

    /// <summary>Draws a straight line with round ends.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="opacity">Opacity.</param>
    public void DrawLine(PixelPoint from, PixelPoint to, Rgb colour, double width = 1, double opacity = 1)
    {
        DrawPolyline([from, to], colour, width, closed: false, opacity);
    }

    /// <summary>Draws lines through points, with round corners.</summary>
    /// <param name="points">The points; one alone gives a dot.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="closed">Join the last point to the first.</param>
    /// <param name="opacity">Opacity.</param>
    public void DrawPolyline(ReadOnlySpan<PixelPoint> points, Rgb colour, double width = 1, bool closed = false, double opacity = 1)
    {
        if (points.IsEmpty)
        {
            return;
        }

        var mask = CoverageMask.Over(Image, Bounds(points).Grow((Math.Max(1, width) / 2) + 1));
        var from = closed ? points[^1] : points[0];
        foreach (var to in points)
        {
            StrokePainter.Add(mask, from, to, width);
            from = to;
        }

        mask.Blend(Image, colour, opacity);
    }

    /// <summary>Fills a polygon by the even-odd rule.</summary>
    /// <param name="points">Its corners; the last is joined to the first. Fewer than three draw nothing.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="opacity">Opacity.</param>
    public void FillPolygon(ReadOnlySpan<PixelPoint> points, Rgb colour, double opacity = 1)
    {
        if (points.Length < 3)
        {
            return;
        }

        var mask = CoverageMask.Over(Image, Bounds(points));
        PolygonPainter.Fill(mask, points);
        mask.Blend(Image, colour, opacity);
    }

    /// <summary>Fills a circle.</summary>
    /// <param name="centre">Centre.</param>
    /// <param name="radius">Radius in pixels.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="opacity">Opacity.</param>
    public void FillCircle(PixelPoint centre, double radius, Rgb colour, double opacity = 1)
    {
        DrawPolyline([centre], colour, 2 * radius, closed: false, opacity);
    }

    /// <summary>Draws the outline of a circle.</summary>
    /// <param name="centre">Centre.</param>
    /// <param name="radius">Radius in pixels, to the middle of the line.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="width">Width of the line in pixels.</param>
    /// <param name="opacity">Opacity.</param>
    public void DrawCircle(PixelPoint centre, double radius, Rgb colour, double width = 1, double opacity = 1)
    {
        // Corners of a polygon this fine are less than a tenth of a pixel off the circle.
        int count = Math.Clamp((int)(6 * Math.Sqrt(Math.Max(1, radius))), 12, 720);
        var points = new PixelPoint[count];
        for (int i = 0; i < count; i++)
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * i / count);
            points[i] = new(centre.X + (radius * cosine), centre.Y + (radius * sine));
        }

        DrawPolyline(points, colour, width, closed: true, opacity);
    }

    /// <summary>Writes a text of one line.</summary>
    /// <param name="text">
    /// ASCII and Latin-1 look the same on every machine. Words with other letters are written in a font of the system; letters that none has become
    /// question marks, see <see cref="Warn"/>.
    /// </param>
    /// <param name="at">Top left corner of the text's box; for a turned text the corner where it starts.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="size">Height of the line in pixels; capitals take 0.7 of it.</param>
    /// <param name="quarterTurns">0: to the right; 1: downwards; −1: upwards, as beside the axis of a plot.</param>
    /// <param name="weight">Factor on the width of the strokes; 1.5 is bold.</param>
    public void DrawText(ReadOnlySpan<char> text, PixelPoint at, Rgb colour, double size = 16, int quarterTurns = 0, double weight = 1)
    {
        TextPainter.Draw(Image, text, at, colour, size, quarterTurns, weight);
    }

    /// <summary>Copies another picture onto this one.</summary>
    /// <param name="picture">What to paste.</param>
    /// <param name="left">Column of its left edge.</param>
    /// <param name="top">Row of its top edge.</param>
    public void Paste(Image picture, int left, int top)
    {
        ArgumentNullException.ThrowIfNull(picture);
        int first = Math.Max(0, -left), end = Math.Min(picture.Width, Image.Width - left);
        for (int y = Math.Max(0, -top); y < picture.Height && y + top < Image.Height && first < end; y++)
        {
            picture.Row(y)[(first * Image.Channels)..(end * Image.Channels)].CopyTo(Image.Row(y + top)[((left + first) * Image.Channels)..]);
        }
    }

    /// <summary>Draws a detection: a frame, and a label on a plate that stays inside the picture.</summary>
    /// <param name="box">The object's box.</param>
    /// <param name="label">What the plate says; empty for none.</param>
    /// <param name="colour">Colour of frame and plate; the text is black or white, whichever reads better.</param>
    /// <param name="lineWidth">Width of the frame in pixels; by default one that suits the picture. The label's size follows it.</param>
    public void DrawBox(PixelBox box, string label, Rgb colour, int? lineWidth = null)
    {
        double side = (Image.Width + Image.Height) / 2.0;
        int width = Math.Max(1, lineWidth ?? (int)Math.Max(2, Math.Round(side * 0.003)));
        LabelPlate.DrawBox(this, box, label, colour, width, lineWidth is null ? Math.Max(13, Math.Round(side * 0.032)) : Math.Max(13, width * 8));
    }

    /// <summary>As <see cref="DrawBox(PixelBox, string, Rgb, int?)"/>, with a chosen size of the label.</summary>
    /// <param name="box">The object's box.</param>
    /// <param name="label">What the plate says; empty for none.</param>
    /// <param name="colour">Colour of frame and plate.</param>
    /// <param name="lineWidth">Width of the frame in pixels.</param>
    /// <param name="textSize">Height of the label's line in pixels.</param>
    public void DrawBox(PixelBox box, string label, Rgb colour, int lineWidth, double textSize)
    {
        LabelPlate.DrawBox(this, box, label, colour, Math.Max(1, lineWidth), textSize);
    }

    /// <summary>As <see cref="DrawBox(PixelBox, string, Rgb, int, double)"/>, for a box of any angle; the plate stands on its highest corner.</summary>
    /// <param name="corners">The corners of the object's box, in order around it.</param>
    /// <param name="label">What the plate says; empty for none.</param>
    /// <param name="colour">Colour of frame and plate.</param>
    /// <param name="lineWidth">Width of the frame in pixels.</param>
    /// <param name="textSize">Height of the label's line in pixels.</param>
    public void DrawRotatedBox(ReadOnlySpan<PixelPoint> corners, string label, Rgb colour, int lineWidth, double textSize)
    {
        LabelPlate.DrawRotatedBox(this, corners, label, colour, Math.Max(1, lineWidth), textSize);
    }

    private static double Overlap(double low, double high, int cell) => Math.Clamp(Math.Min(high, cell + 1) - Math.Max(low, cell), 0, 1);

    private static PixelBox Bounds(ReadOnlySpan<PixelPoint> points)
    {
        var box = new PixelBox(double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var point in points)
        {
            box = new(Math.Min(box.Left, point.X), Math.Min(box.Top, point.Y), Math.Max(box.Right, point.X), Math.Max(box.Bottom, point.Y));
        }

        return box;
    }
}

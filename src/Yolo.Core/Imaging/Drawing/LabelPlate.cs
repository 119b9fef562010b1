namespace Yolo.Imaging.Drawing;

/// <summary>The frame of a detection and its label.</summary>
internal static class LabelPlate
{
    public static void DrawBox(Canvas canvas, PixelBox box, string label, Rgb colour, int lineWidth, double textSize)
    {
        if (!double.IsFinite(box.Left + box.Top + box.Right + box.Bottom))
        {
            return;
        }

        // Whole pixels keep the frame crisp; an odd line runs through the middle of its pixel.
        double half = lineWidth % 2 / 2.0;
        var frame = new PixelBox(Snap(box.Left), Snap(box.Top), Snap(box.Right), Snap(box.Bottom));
        canvas.DrawRectangle(frame, colour, lineWidth);
        if (!string.IsNullOrEmpty(label))
        {
            DrawLabel(canvas, frame, label, colour, lineWidth, textSize);
        }

        double Snap(double edge) => Math.Round(edge - half) + half;
    }

    public static void DrawRotatedBox(Canvas canvas, ReadOnlySpan<PixelPoint> corners, string label, Rgb colour, int lineWidth, double textSize)
    {
        var top = new PixelPoint(0, double.PositiveInfinity);
        foreach (var corner in corners)
        {
            if (!double.IsFinite(corner.X + corner.Y))
            {
                return;
            }

            top = corner.Y < top.Y ? corner : top;
        }

        canvas.DrawPolyline(corners, colour, lineWidth, closed: true);
        if (!corners.IsEmpty && !string.IsNullOrEmpty(label))
        {
            DrawLabel(canvas, new(top.X, top.Y, top.X, top.Y), label, colour, lineWidth, textSize);
        }
    }

    private static void DrawLabel(Canvas canvas, PixelBox frame, string label, Rgb colour, int lineWidth, double textSize)
    {
        var image = canvas.Image;
        double margin = Math.Max(1, Math.Round(textSize / 10));
        double width = Math.Ceiling(Canvas.MeasureText(label, textSize).Width) + (2 * margin);
        double height = Math.Ceiling(textSize) + margin;
        double left = Math.Round(frame.Left - (lineWidth / 2.0));
        double top = Math.Round(frame.Top + (lineWidth / 2.0)) - height;

        // Above the frame where there is room, otherwise inside it; pushed back at the sides.
        top = top < 0 ? Math.Round(frame.Top - (lineWidth / 2.0)) : top;
        top = Math.Max(0, Math.Min(top, image.Height - height));
        left = Math.Max(0, Math.Min(left, image.Width - width));
        canvas.FillRectangle(new(left, top, left + width, top + height), colour);
        canvas.DrawText(label, new(left + margin, top + Math.Ceiling(margin / 2)), Palette.TextOn(colour), textSize);
    }
}

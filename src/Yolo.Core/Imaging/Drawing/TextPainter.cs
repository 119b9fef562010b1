namespace Yolo.Imaging.Drawing;

/// <summary>Draws a line of text, all of it in one mask.</summary>
internal static class TextPainter
{
    public static void Draw(Image image, ReadOnlySpan<char> text, PixelPoint at, Rgb colour, double size, int quarterTurns, double weight, FontBook? fonts = null)
    {
        if (text.IsEmpty || !(size > 0))
        {
            return;
        }

        double scale = size / StrokeFont.Line;
        double stroke = StrokeFont.StrokeWidth(size) * weight;
        var turn = new Turn(at, ((quarterTurns % 4) + 4) % 4);
        var start = turn.Map(-stroke, -size / 2);
        fonts ??= FontBook.System;
        var end = turn.Map(fonts.Measure(text, size) + stroke, size * 1.5);
        var bounds = new PixelBox(Math.Min(start.X, end.X), Math.Min(start.Y, end.Y), Math.Max(start.X, end.X), Math.Max(start.Y, end.Y));
        var mask = CoverageMask.Over(image, bounds);

        double ascent = Math.Round(StrokeFont.Ascent * scale);
        double pen = 0;
        foreach (var run in fonts.Runs(text))
        {
            if (run.Face is { } face)
            {
                face.Draw(mask, run.Text, turn.Map(pen, ascent), turn.Quarters, size, weight);
            }
            else
            {
                // A base line in the middle of a pixel row keeps horizontal strokes crisp.
                DrawStrokes(mask, run.Text, turn, pen, ascent - 0.5, scale, stroke);
            }

            pen += run.Measure(size);
        }

        mask.Blend(image, colour, 1);
    }

    private static void DrawStrokes(CoverageMask mask, string text, Turn turn, double left, double baseLine, double scale, double stroke)
    {
        double pen = left + (StrokeFont.Bearing * scale);
        foreach (char letter in text)
        {
            var glyph = StrokeFont.Find(letter);
            DrawGlyph(mask, glyph, turn, pen, baseLine, scale, stroke);
            pen += StrokeFont.Advance(glyph) * scale;
        }
    }

    private static void DrawGlyph(CoverageMask mask, Glyph glyph, Turn turn, double left, double baseLine, double scale, double stroke)
    {
        foreach (var points in glyph.Strokes)
        {
            var from = Place(points[0]);
            foreach (var point in points)
            {
                var to = Place(point);
                StrokePainter.Add(mask, from, to, stroke);
                from = to;
            }
        }

        PixelPoint Place(PixelPoint point) => turn.Map(left + (point.X * scale), baseLine - (point.Y * scale));
    }

    /// <summary>Takes places of upright text to places of the picture.</summary>
    private readonly record struct Turn(PixelPoint Origin, int Quarters)
    {
        public PixelPoint Map(double x, double y)
        {
            return Quarters switch
            {
                0 => new(Origin.X + x, Origin.Y + y),
                1 => new(Origin.X - y, Origin.Y + x),
                2 => new(Origin.X - x, Origin.Y - y),
                _ => new(Origin.X + y, Origin.Y - x),
            };
        }
    }
}

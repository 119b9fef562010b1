using System.Globalization;
using Yolo.Imaging;
using Yolo.Imaging.Drawing;

namespace Yolo.Results;

/// <summary>Draws what was found onto a picture.</summary>
internal static class ResultPlotter
{
    private const double MaskOpacity = 0.5;

    /// <summary>Draws masks first, then boxes, then points, so that nothing hides what is small.</summary>
    internal static void Draw(Image picture, Result result, PlotOptions options)
    {
        var canvas = new Canvas(picture);
        var scale = PlotScale.For(picture, options);
        if (result.Masks is { } masks && options.Masks)
        {
            for (var i = masks.Count - 1; i >= 0; i--)
            {
                RegionPainter.Fill(picture, masks[i].Left, masks[i].Top, masks[i].Width, masks[i].AsSpan(), Colour(result, i, options), MaskOpacity);
            }
        }

        for (var i = 0; result.Trails is { } trails && options.Trails && i < trails.Count; i++)
        {
            DrawTrail(canvas, trails[i], Colour(result, i, options), scale.LineWidth);
        }

        // The most confident come last, on top of the others.
        for (var i = result.Boxes.Count - 1; i >= 0 && options.Boxes; i--)
        {
            DrawBox(canvas, result, i, scale, options);
        }

        for (var i = result.Boxes.Count - 1; i >= 0 && options.Keypoints && result.Keypoints is not null; i--)
        {
            SkeletonPainter.Draw(canvas, [.. result.Keypoints[i].Select(point => (new PixelPoint(point.X, point.Y), point.Confidence))], scale.LineWidth);
        }

        if (result.Probabilities is { } probabilities && options.Probabilities)
        {
            DrawClasses(canvas, result, probabilities, scale);
        }
    }

    private static void DrawBox(Canvas canvas, Result result, int index, PlotScale scale, PlotOptions options)
    {
        var detection = result.Boxes[index];
        var colour = Colour(result, index, options);
        var label = Label(result, detection, options);
        if (result.RotatedBoxes is { } rotated)
        {
            canvas.DrawRotatedBox(rotated[index].Corners(), label, colour, scale.LineWidth, scale.TextSize);
        }
        else
        {
            canvas.DrawBox(detection.Box, label, colour, scale.LineWidth, scale.TextSize);
        }
    }

    private static void DrawTrail(Canvas canvas, IReadOnlyList<PixelPoint> trail, Rgb colour, double width)
    {
        for (var i = 1; i < trail.Count; i++)
        {
            canvas.DrawLine(trail[i - 1], trail[i], colour, width);
        }
    }

    private static void DrawClasses(Canvas canvas, Result result, Probabilities probabilities, PlotScale scale)
    {
        var y = 0.2 * scale.TextSize;
        foreach (var label in probabilities.Top5)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{result.NameOf(label)} {probabilities[label]:F2}");
            var (width, height) = Canvas.MeasureText(text, scale.TextSize);
            var left = 0.3 * scale.TextSize;
            canvas.FillRectangle(new PixelBox(0, y, width + (2 * left), y + height), Rgb.White, 0.7);
            canvas.DrawText(text, new PixelPoint(left, y), Rgb.Black, scale.TextSize);
            y += 1.1 * height;
        }
    }

    private static Rgb Colour(Result result, int index, PlotOptions options) =>
        Palette.Of(options.ColourByObject ? result.Boxes[index].TrackId ?? index : result.Boxes[index].Class);

    private static string Label(Result result, in Detection detection, PlotOptions options)
    {
        var name = options.Labels ? result.NameOf(detection.Class) : string.Empty;
        var confidence = options.Confidences ? detection.Confidence.ToString("F2", CultureInfo.InvariantCulture) : string.Empty;
        var track = detection.TrackId is { } id ? string.Create(CultureInfo.InvariantCulture, $"id:{id}") : string.Empty;
        return string.Join(' ', new[] { track, name, confidence }.Where(part => part.Length > 0));
    }
}

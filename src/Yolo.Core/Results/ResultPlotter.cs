using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>Draws what was found onto a copy of the picture.</summary>
internal static class ResultPlotter
{
    internal static Image Draw(Result result, PlotOptions options)
    {
        var picture = result.OriginalImage.Clone();
        var canvas = new Canvas(picture);
        if (!options.Boxes)
        {
            return picture;
        }

        // The most confident come last, on top of the others.
        foreach (var detection in result.Boxes.Reverse())
        {
            var box = detection.Box;
            canvas.DrawBox(new PixelBox(box.X1, box.Y1, box.X2, box.Y2), Label(result, detection, options), Palette.Of(detection.Class), options.LineWidth);
        }

        return picture;
    }

    private static string Label(Result result, Detection detection, PlotOptions options)
    {
        var name = options.Labels ? result.NameOf(detection.Class) : string.Empty;
        var confidence = options.Confidences ? detection.Confidence.ToString("F2", CultureInfo.InvariantCulture) : string.Empty;
        var track = detection.Id is { } id ? string.Create(CultureInfo.InvariantCulture, $"id:{id}") : string.Empty;
        return string.Join(' ', new[] { track, name, confidence }.Where(part => part.Length > 0));
    }
}

using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Draws charts side by side on a white picture.</summary>
internal static class ChartSheet
{
    /// <summary>Draws charts from left to right, row by row.</summary>
    /// <param name="charts">The charts; null leaves a place free.</param>
    /// <param name="columns">How many stand beside each other, at least 1.</param>
    /// <param name="width">Width of each in pixels.</param>
    /// <param name="height">Height of each in pixels.</param>
    /// <param name="textSize">Height of a line of text in pixels.</param>
    public static Image Draw(IReadOnlyList<Chart?> charts, int columns, int width, int height, double textSize)
    {
        var rows = Math.Max(1, (charts.Count + columns - 1) / columns);
        var sheet = new Image(columns * width, rows * height);
        sheet.Fill(Rgb.White);
        var canvas = new Canvas(sheet);
        for (var i = 0; i < charts.Count; i++)
        {
            var (left, top) = (i % columns * width, i / columns * height);
            charts[i]?.Draw(canvas, new(left, top, left + width, top + height), textSize);
        }

        return sheet;
    }
}

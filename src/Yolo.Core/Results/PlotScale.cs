using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>Sizes of what is drawn, such that it can be read on pictures of any size.</summary>
/// <param name="LineWidth">Width of lines in pixels, from 1.</param>
/// <param name="TextSize">Height of a line of text in pixels.</param>
internal readonly record struct PlotScale(int LineWidth, double TextSize)
{
    private const double SmallestText = 13;

    internal static PlotScale For(Image picture, PlotOptions options)
    {
        var side = (picture.Width + picture.Height) / 2.0;
        var width = Math.Max(1, options.LineWidth ?? (int)Math.Max(2, Math.Round(side * 0.003)));
        var text = options.TextSize ?? Math.Max(SmallestText, options.LineWidth is null ? Math.Round(side * 0.032) : width * 8);
        return new(width, text);
    }
}

using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Places text by its middle and its ends.</summary>
internal static class Lettering
{
    // Digits and capitals stand between 0.07 and 0.77 of a line's height.
    private const double Middle = 0.42;

    /// <summary>Writes to the right.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="text">One line.</param>
    /// <param name="at">The point that the text is placed by; the middle of its capitals is at this height.</param>
    /// <param name="size">Height of the line in pixels.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="across">Which part of the text is at the point: 0 its start, 0.5 its middle, 1 its end.</param>
    /// <param name="weight">Factor on the width of the strokes. Default 1.</param>
    public static void Write(Canvas canvas, string text, PixelPoint at, double size, Rgb colour, double across, double weight = 1)
    {
        var left = at.X - (across * Canvas.MeasureText(text, size).Width);
        canvas.DrawText(text, new(Math.Round(left), Math.Round(at.Y - (Middle * size))), colour, size, 0, weight);
    }

    /// <summary>Writes upwards.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="text">One line.</param>
    /// <param name="at">The point that the text is placed by; the middle of its capitals is above and below it.</param>
    /// <param name="size">Height of the line in pixels.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="along">Which part of the text is at the point: 0 its start, 0.5 its middle, 1 its end.</param>
    public static void WriteUpwards(Canvas canvas, string text, PixelPoint at, double size, Rgb colour, double along)
    {
        var start = at.Y + (along * Canvas.MeasureText(text, size).Width);
        canvas.DrawText(text, new(Math.Round(at.X - (Middle * size)), Math.Round(start)), colour, size, -1);
    }

    /// <summary>Shortens a text to a width.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Height of the line in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>The text, or as much of its start as fits before two dots.</returns>
    public static string Fit(string text, double size, double width)
    {
        if (text.Length == 0 || Canvas.MeasureText(text, size).Width <= width)
        {
            return text;
        }

        // Letters of several characters are not taken apart.
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        int letters = starts.Length - 1;
        while (letters > 0 && Canvas.MeasureText(text[..starts[letters]] + "..", size).Width > width)
        {
            letters--;
        }

        return text[..starts[letters]] + "..";
    }

    /// <summary>Width of the widest of some texts, 0 without any.</summary>
    public static double Widest(IEnumerable<string> texts, double size) =>
        texts.Select(text => Canvas.MeasureText(text, size).Width).DefaultIfEmpty().Max();
}

using System.Globalization;

namespace Yolo.Imaging.Drawing;

/// <summary>Reads the notation of <see cref="GlyphShapes"/>.</summary>
internal static class GlyphParser
{
    private const double DegreesPerPoint = 15;

    /// <summary>
    /// Reads a shape: numbers are points that the pen visits, <c>|</c> lifts it, and <c>A cx cy rx ry from to</c> follows an ellipse between two angles in degrees,
    /// counter-clockwise when they grow.
    /// </summary>
    public static PixelPoint[][] Parse(string shape)
    {
        var strokes = new List<PixelPoint[]>();
        foreach (string stroke in shape.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var points = new List<PixelPoint>();
            for (int at = 0; at < words.Length;)
            {
                if (words[at] == "A")
                {
                    AddArc(points, [.. words.AsSpan(at + 1, 6).ToArray().Select(Number)]);
                    at += 7;
                }
                else
                {
                    points.Add(new(Number(words[at]), Number(words[at + 1])));
                    at += 2;
                }
            }

            strokes.Add([.. points]);
        }

        return [.. strokes];
    }

    private static void AddArc(List<PixelPoint> points, double[] arc)
    {
        int steps = Math.Max(2, (int)Math.Ceiling(Math.Abs(arc[5] - arc[4]) / DegreesPerPoint));
        for (int i = 0; i <= steps; i++)
        {
            double angle = (arc[4] + ((arc[5] - arc[4]) * i / steps)) * Math.PI / 180;
            points.Add(new(arc[0] + (arc[2] * Math.Cos(angle)), arc[1] + (arc[3] * Math.Sin(angle))));
        }
    }

    private static double Number(string word) => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture);
}

using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Bars that stand on 0, each with its number on top where there is room.</summary>
/// <param name="Values">Heights of the bars at 0, 1, 2, …</param>
/// <param name="Colours">As many colours.</param>
internal sealed record BarMark(IReadOnlyList<double> Values, IReadOnlyList<Rgb> Colours) : IMark
{
    private const double HalfWidth = 0.4;

    /// <inheritdoc/>
    public void Draw(Canvas canvas, Plane plane)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (!double.IsFinite(Values[i]))
            {
                continue;
            }

            var box = plane.Box(i - HalfWidth, 0, i + HalfWidth, Values[i]);
            canvas.FillRectangle(box, Colours[i]);
            var text = Values[i].ToString("0.##", CultureInfo.InvariantCulture);
            if (Canvas.MeasureText(text, plane.TextSize).Width < box.Width * 1.2)
            {
                Lettering.Write(canvas, text, new((box.Left + box.Right) / 2, box.Top - (plane.TextSize * 0.6)), plane.TextSize, ChartColours.Text, 0.5);
            }
        }
    }
}

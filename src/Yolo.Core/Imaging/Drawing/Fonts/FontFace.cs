using System.Diagnostics.CodeAnalysis;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Yolo.Imaging.Drawing;

/// <summary>One font of the system: shapes text, as Arabic and Indian scripts need it, and draws it into a mask. Safe for several threads.</summary>
/// <param name="typeface">The font.</param>
[SuppressMessage("Design", "CA1001", Justification = "Fonts are kept as long as the process runs.")]
internal sealed class FontFace(SKTypeface typeface)
{
    // An em of this part of a line's height keeps letters with high marks inside, and Chinese as high as the stroke font's capitals.
    private const double Em = 0.9;
    private const double Bold = 1.2;

    private readonly object gate = new();
    private readonly SKShaper shaper = new(typeface);

    /// <summary>Width of a text in pixels; <paramref name="size"/> is the height of a line.</summary>
    public double Measure(string text, double size)
    {
        lock (gate)
        {
            using var font = Font(size, 1);
            return shaper.Shape(text, font).Width;
        }
    }

    /// <summary>Draws a text; what the mask has already stays.</summary>
    /// <param name="mask">Where to.</param>
    /// <param name="text">The letters.</param>
    /// <param name="start">Where the base line starts, in the picture.</param>
    /// <param name="quarters">Quarter turns to the right.</param>
    /// <param name="size">Height of a line in pixels.</param>
    /// <param name="weight">Factor on the width of strokes.</param>
    public unsafe void Draw(CoverageMask mask, string text, PixelPoint start, int quarters, double size, double weight)
    {
        if (mask.Width == 0 || mask.Height == 0)
        {
            return;
        }

        fixed (byte* coverage = mask.Row(mask.Top))
        {
            using var surface = SKSurface.Create(new SKImageInfo(mask.Width, mask.Height, SKColorType.Alpha8, SKAlphaType.Premul), (nint)coverage, mask.Width);
            using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
            surface.Canvas.Translate((float)(start.X - mask.Left), (float)(start.Y - mask.Top));
            surface.Canvas.RotateDegrees(90 * quarters);
            lock (gate)
            {
                using var font = Font(size, weight);
                surface.Canvas.DrawShapedText(shaper, text, 0, 0, SKTextAlign.Left, font, paint);
            }
        }
    }

    private SKFont Font(double size, double weight) => new(typeface, (float)(size * Em))
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
        Embolden = weight > Bold,
    };
}

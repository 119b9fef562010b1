namespace Yolo.Imaging.Drawing;

/// <summary>A letter as strokes.</summary>
/// <param name="Width">Width in font units, without the space around it.</param>
/// <param name="Strokes">Lines through points, x to the right, y up from the base line.</param>
internal sealed record Glyph(double Width, PixelPoint[][] Strokes);

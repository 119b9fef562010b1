namespace Yolo.Imaging.Drawing;

/// <summary>A part of a line that is written in one font.</summary>
/// <param name="Text">The letters.</param>
/// <param name="Face">The font; null for the stroke font.</param>
internal readonly record struct TextRun(string Text, FontFace? Face)
{
    /// <summary>Width in pixels.</summary>
    public double Measure(double size) => Face?.Measure(Text, size) ?? StrokeFont.Measure(Text, size);
}

using SkiaSharp;

namespace Yolo.Imaging.Drawing;

/// <summary>Where fonts for letters come from that the stroke font lacks.</summary>
internal interface IFontSource
{
    /// <summary>A font that has all of the letters, or null. It is kept by whoever asks and never disposed.</summary>
    /// <param name="letters">Code points.</param>
    SKTypeface? Find(ReadOnlySpan<int> letters);
}

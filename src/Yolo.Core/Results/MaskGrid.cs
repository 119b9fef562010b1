using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>A mask at the pixels of the network's input, from which the reference takes outlines.</summary>
/// <param name="Pixels">The mask there.</param>
/// <param name="Gain">Pixels of the input for one pixel of the picture.</param>
/// <param name="PadX">Columns of padding at the left of the input; not rounded.</param>
/// <param name="PadY">Rows of padding at the top of the input; not rounded.</param>
/// <param name="Width">Columns of the picture.</param>
/// <param name="Height">Rows of the picture.</param>
internal sealed record MaskGrid(Mask Pixels, double Gain, double PadX, double PadY, int Width, int Height)
{
    /// <summary>Takes a place in the input to the picture, cut off at its edges.</summary>
    internal PixelPoint ToPicture(int x, int y) => new(Math.Clamp((x - PadX) / Gain, 0, Width), Math.Clamp((y - PadY) / Gain, 0, Height));
}

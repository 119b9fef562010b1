namespace Yolo.Geometry;

/// <summary>
/// How the pixels of a picture lie in the network's input: scaled by one gain, then moved by the padding at the left and the top.
/// </summary>
/// <param name="Gain">Pixels of the input for one pixel of the picture.</param>
/// <param name="PadX">Columns of padding at the left of the input.</param>
/// <param name="PadY">Rows of padding at the top of the input.</param>
internal readonly record struct LetterboxTransform(float Gain, float PadX, float PadY)
{
    /// <summary>The transform that fits a picture into an input, centred, as it can be told from the two sizes alone.</summary>
    /// <param name="pictureWidth">Width of the picture in pixels.</param>
    /// <param name="pictureHeight">Height of the picture in pixels.</param>
    /// <param name="inputWidth">Width of the network's input in pixels.</param>
    /// <param name="inputHeight">Height of the network's input in pixels.</param>
    public static LetterboxTransform Between(int pictureWidth, int pictureHeight, int inputWidth, int inputHeight)
    {
        var gain = Math.Min((double)inputHeight / pictureHeight, (double)inputWidth / pictureWidth);
        return new(
            (float)gain,
            (float)Math.Round(((inputWidth - (pictureWidth * gain)) / 2) - 0.1),
            (float)Math.Round(((inputHeight - (pictureHeight * gain)) / 2) - 0.1));
    }

    /// <summary>Takes a box from pixels of the input to pixels of the picture. It is not clipped.</summary>
    public Box ToPicture(in Box box) =>
        new((box.X1 - PadX) / Gain, (box.Y1 - PadY) / Gain, (box.X2 - PadX) / Gain, (box.Y2 - PadY) / Gain);

    /// <summary>Takes a rotated box from pixels of the input to pixels of the picture. Its angle stays.</summary>
    public RotatedRectangle ToPicture(in RotatedRectangle box) =>
        box with { CenterX = (box.CenterX - PadX) / Gain, CenterY = (box.CenterY - PadY) / Gain, Width = box.Width / Gain, Height = box.Height / Gain };
}

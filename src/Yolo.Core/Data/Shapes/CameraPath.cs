namespace Yolo.Data.Shapes;

/// <summary>A camera over a ground that is larger than its picture: it goes round on a circle, by whole pixels so that the ground stays sharp.</summary>
/// <param name="imageSize">Width of the picture.</param>
/// <param name="speed">Pixels a frame; 0 stands still.</param>
internal sealed class CameraPath(int imageSize, double speed)
{
    private readonly int radius = speed > 0 ? imageSize / 8 : 0;

    /// <summary>By how much the ground has to be wider and higher than the picture.</summary>
    public int Margin => 2 * radius;

    /// <summary>Where on the ground the picture's upper left corner is.</summary>
    /// <param name="frame">The frame, from 1.</param>
    public (int X, int Y) At(int frame)
    {
        (double sine, double cosine) = radius > 0 ? Math.SinCos(speed * frame / radius) : (0, 0);
        return ((int)Math.Round(radius * (1 + cosine)), (int)Math.Round(radius * (1 + sine)));
    }
}

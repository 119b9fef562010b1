using Yolo.Imaging;

namespace Yolo.Tracking.Motion;

/// <summary>
/// A picture's grey planes: the first has half the picture's sides, each further one half those of the one before. The memory is used again.
/// </summary>
internal sealed class GreyPyramid
{
    private const int MaximumLevels = 4;

    private readonly int width;
    private readonly int height;
    private readonly byte[] colours;
    private readonly float[] room;

    /// <summary>Makes room for pictures of one size.</summary>
    public GreyPyramid(int width, int height)
    {
        (this.width, this.height) = (width, height);
        Levels = [.. Planes(width / 2, height / 2)];
        colours = new byte[Image.Channels * (width / 2)];
        room = new float[HalvedPlane.Room(width / 2)];
    }

    /// <summary>The planes, finest first; none for a picture that is smaller than the window in which points are followed.</summary>
    public GreyPlane[] Levels { get; }

    /// <summary>Whether there is room for this picture.</summary>
    public bool Fits(Image picture) => picture.Width == width && picture.Height == height;

    /// <summary>Takes over a picture that <see cref="Fits"/>.</summary>
    public void Fill(Image picture)
    {
        if (Levels is [var finest, ..])
        {
            HalvedGrey.Fill(picture, finest, colours);
        }

        for (var level = 1; level < Levels.Length; level++)
        {
            HalvedPlane.Fill(Levels[level - 1], Levels[level], room);
        }
    }

    private static IEnumerable<GreyPlane> Planes(int width, int height)
    {
        for (var level = 0; level < MaximumLevels && Math.Min(width, height) >= Patch.Side; level++)
        {
            yield return new(width, height);
            (width, height) = ((width + 1) / 2, (height + 1) / 2);
        }
    }
}

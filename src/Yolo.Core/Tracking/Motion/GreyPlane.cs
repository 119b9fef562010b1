namespace Yolo.Tracking.Motion;

/// <summary>A grey picture in numbers of 0 to 255, with its edge pixels repeated around it so that windows may reach over the edge.</summary>
internal sealed class GreyPlane
{
    /// <summary>Pixels around the picture on each side.</summary>
    public const int Border = 16;

    // Vectors at the end of the last row may be read a little further.
    private const int Slack = 16;

    private readonly float[] values;

    public GreyPlane(int width, int height)
    {
        (Width, Height, Stride) = (width, height, width + (2 * Border));
        values = new float[(Stride * (height + (2 * Border))) + Slack];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Numbers from a pixel to the one below it.</summary>
    public int Stride { get; }

    /// <summary>The pixels of a row, without the border.</summary>
    public Span<float> Row(int y) => values.AsSpan(Offset(0, y), Width);

    /// <summary>A pixel of the picture or its border, from which its neighbours can be reached.</summary>
    public ref float At(int x, int y) => ref values[Offset(x, y)];

    /// <summary>Fills the border, when all rows are written.</summary>
    public void RepeatEdges()
    {
        for (var y = 0; y < Height; y++)
        {
            var row = Row(y);
            values.AsSpan(Offset(-Border, y), Border).Fill(row[0]);
            values.AsSpan(Offset(Width, y), Border).Fill(row[^1]);
        }

        for (var y = 1; y <= Border; y++)
        {
            WholeRow(0).CopyTo(WholeRow(-y));
            WholeRow(Height - 1).CopyTo(WholeRow(Height - 1 + y));
        }
    }

    private Span<float> WholeRow(int y) => values.AsSpan(Offset(-Border, y), Stride);

    private int Offset(int x, int y) => ((y + Border) * Stride) + x + Border;
}

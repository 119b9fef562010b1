namespace Yolo.Imaging.Kernels;

/// <summary>The rows of a picture.</summary>
internal readonly struct ImageRows(Image image) : IWarpRows
{
    public int Width => image.Width;

    public int Height => image.Height;

    public ReadOnlySpan<byte> Row(int y, int first, int end, Span<byte> spare) => image.Row(y)[(first * Image.Channels)..(end * Image.Channels)];
}

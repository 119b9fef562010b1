namespace Yolo.Imaging.Kernels;

/// <summary>Rows of bytes at their place on a canvas.</summary>
internal readonly ref struct ByteRows(Span<byte> canvas, in LetterboxGeometry geometry) : IRowSink
{
    private readonly Span<byte> canvas = canvas;
    private readonly int stride = geometry.Width * Image.Channels;
    private readonly int first = ((geometry.Top * geometry.Width) + geometry.Left) * Image.Channels;

    public Span<byte> Begin(int y, int bytes) => canvas.Slice(first + (y * stride), bytes);

    public void End(int y, ReadOnlySpan<byte> row)
    {
    }

    public void Copy(int y, ReadOnlySpan<byte> row) => row.CopyTo(canvas[(first + (y * stride))..]);

    public void Pad(int x, int y, int width, int height, byte value)
    {
        if (width * Image.Channels == stride)
        {
            canvas.Slice(y * stride, height * stride).Fill(value);
            return;
        }

        for (int row = y; row < y + height; row++)
        {
            canvas.Slice((row * stride) + (x * Image.Channels), width * Image.Channels).Fill(value);
        }
    }
}

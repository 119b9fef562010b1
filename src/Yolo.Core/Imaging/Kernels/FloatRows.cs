namespace Yolo.Imaging.Kernels;

/// <summary>Rows of the network's input at their place on a canvas. A row is made as bytes, in the cache, and spread out from there.</summary>
internal readonly ref struct FloatRows(Span<float> input, in LetterboxGeometry geometry, PixelLayout layout) : IRowSink
{
    private readonly Span<float> input = input;
    private readonly byte[] row = GC.AllocateUninitializedArray<byte>(geometry.ContentWidth * Image.Channels);
    private readonly bool planar = layout == PixelLayout.Chw;
    private readonly int width = geometry.Width;
    private readonly int plane = geometry.Width * geometry.Height;
    private readonly int first = (geometry.Top * geometry.Width) + geometry.Left;

    public Span<byte> Begin(int y, int bytes) => row.AsSpan(0, bytes);

    public void End(int y, ReadOnlySpan<byte> row) => Copy(y, row);

    public void Copy(int y, ReadOnlySpan<byte> row)
    {
        int at = first + (y * width);
        int count = row.Length / Image.Channels;
        if (planar)
        {
            UnitFloats.Spread(row, input.Slice(at, count), input.Slice(plane + at, count), input.Slice((2 * plane) + at, count));
        }
        else
        {
            UnitFloats.Convert(row, input.Slice(at * Image.Channels, row.Length));
        }
    }

    public void Pad(int x, int y, int width, int height, byte value)
    {
        int channels = planar ? 1 : Image.Channels;
        for (int start = 0; start < input.Length; start += plane * channels)
        {
            for (int row = y; row < y + height; row++)
            {
                input.Slice(start + (((row * this.width) + x) * channels), width * channels).Fill(value / 255f);
            }
        }
    }
}

namespace Yolo.Imaging.Codecs;

/// <summary>Decodes run-length encoded bitmaps; pixels that the runs skip have palette entry 0.</summary>
internal ref struct BmpRunLength
{
    private readonly ReadOnlySpan<byte> data;
    private readonly Span<byte> pixels;
    private readonly BmpLayout layout;
    private readonly int width;
    private readonly int height;
    private int position;
    private int x;
    private int line;

    private BmpRunLength(ReadOnlySpan<byte> data, BmpLayout layout, ImageInfo info, Span<byte> pixels)
    {
        this.data = data;
        this.layout = layout;
        this.pixels = pixels;
        width = info.StoredWidth;
        height = info.StoredHeight;
        position = (int)Math.Min(layout.PixelOffset, (uint)data.Length);
    }

    public static void Decode(ReadOnlySpan<byte> data, BmpLayout layout, ImageInfo info, Span<byte> pixels)
    {
        for (int at = 0; at < pixels.Length; at += Image.Channels)
        {
            layout.Paint(0, pixels[at..]);
        }

        new BmpRunLength(data, layout, info, pixels).Run();
    }

    private void Run()
    {
        while (line < height)
        {
            int count = Next();
            int value = Next();
            if (count > 0)
            {
                Repeat(count, value);
                continue;
            }

            switch (value)
            {
                case 0:
                    x = 0;
                    line++;
                    break;
                case 1:
                    return;
                case 2:
                    x += Next();
                    line += Next();
                    break;
                default:
                    Literal(value);
                    break;
            }
        }
    }

    private int Next() => position < data.Length ? data[position++] : throw new CodecException("the data ends early");

    private void Repeat(int count, int value)
    {
        for (int i = 0; i < count; i++)
        {
            Put(layout.Bits == 8 ? value : (i & 1) == 0 ? value >> 4 : value & 15);
        }
    }

    private void Literal(int count)
    {
        int start = position;
        int value = 0;
        for (int i = 0; i < count; i++)
        {
            bool fresh = layout.Bits == 8 || (i & 1) == 0;
            value = fresh ? Next() : value;
            Put(layout.Bits == 8 ? value : fresh ? value >> 4 : value & 15);
        }

        // Literal runs end on an even byte.
        position += (position - start) & 1;
    }

    private void Put(int index)
    {
        if (x < width)
        {
            int y = layout.TopDown ? line : height - 1 - line;
            layout.Paint(index, pixels[(((y * width) + x) * Image.Channels)..]);
            x++;
        }
    }
}

using System.Buffers.Binary;

namespace Yolo.Imaging.Codecs;

/// <summary>Decodes Windows and OS/2 bitmaps: 1, 4, 8 bits with palette (plain or run-length encoded), 16, 24 and 32 bits.</summary>
internal static class BmpDecoder
{
    public static void Decode(ReadOnlySpan<byte> data, ImageInfo info, Span<byte> pixels)
    {
        try
        {
            var layout = BmpLayout.Read(data);
            if (layout.Compression is BmpCompression.RunLength8 or BmpCompression.RunLength4)
            {
                BmpRunLength.Decode(data, layout, info, pixels);
            }
            else
            {
                DecodeRows(data, layout, info, pixels);
            }
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new CodecException("the data ends early", error);
        }
    }

    private static void DecodeRows(ReadOnlySpan<byte> data, BmpLayout layout, ImageInfo info, Span<byte> pixels)
    {
        int stored = checked((int)((((long)info.StoredWidth * layout.Bits) + 31) / 32 * 4));
        int stride = info.StoredWidth * Image.Channels;
        for (int line = 0; line < info.StoredHeight; line++)
        {
            int y = layout.TopDown ? line : info.StoredHeight - 1 - line;
            long start = layout.PixelOffset + ((long)line * stored);
            if (start + stored > data.Length)
            {
                throw new CodecException("the data ends early");
            }

            DecodeRow(data.Slice((int)start, stored), layout, pixels.Slice(y * stride, stride));
        }
    }

    private static void DecodeRow(ReadOnlySpan<byte> from, BmpLayout layout, Span<byte> to)
    {
        for (int x = 0, at = 0; at < to.Length; x++, at += Image.Channels)
        {
            switch (layout.Bits)
            {
                case 24:
                    (to[at], to[at + 1], to[at + 2]) = (from[(x * 3) + 2], from[(x * 3) + 1], from[x * 3]);
                    break;
                case 16:
                    layout.Unmask(BinaryPrimitives.ReadUInt16LittleEndian(from[(x * 2)..]), to[at..]);
                    break;
                case 32:
                    layout.Unmask(BinaryPrimitives.ReadUInt32LittleEndian(from[(x * 4)..]), to[at..]);
                    break;
                default:
                    int bit = x * layout.Bits;
                    int index = (from[bit >> 3] >> (8 - layout.Bits - (bit & 7))) & ((1 << layout.Bits) - 1);
                    layout.Paint(index, to[at..]);
                    break;
            }
        }
    }
}

using System.Buffers.Binary;

namespace Yolo.Tests.Imaging;

/// <summary>Writes bitmap files from rows that are already packed.</summary>
internal static class BmpFile
{
    public static byte[] Build(int width, int height, int bits, byte[] pixels, byte[]? palette = null, int compression = 0, uint[]? masks = null)
    {
        palette ??= [];
        masks ??= [];
        int offset = 54 + palette.Length + (4 * masks.Length);
        byte[] file = new byte[offset + pixels.Length];
        var span = file.AsSpan();
        "BM"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[2..], file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(span[10..], offset);
        BinaryPrimitives.WriteInt32LittleEndian(span[14..], 40);
        BinaryPrimitives.WriteInt32LittleEndian(span[18..], width);
        BinaryPrimitives.WriteInt32LittleEndian(span[22..], height);
        BinaryPrimitives.WriteInt16LittleEndian(span[26..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[28..], (short)bits);
        BinaryPrimitives.WriteInt32LittleEndian(span[30..], compression);
        for (int i = 0; i < masks.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(span[(54 + (4 * i))..], masks[i]);
        }

        palette.CopyTo(span[(54 + (4 * masks.Length))..]);
        pixels.CopyTo(span[offset..]);
        return file;
    }

    /// <summary>Packs samples of 1, 4, 8, 16, 24 or 32 bits into rows of whole words, from the bottom row to the top.</summary>
    public static byte[] Rows(int width, int height, int bits, Func<int, int, uint> sample, bool topDown = false)
    {
        int stride = ((width * bits) + 31) / 32 * 4;
        byte[] rows = new byte[stride * height];
        for (int line = 0; line < height; line++)
        {
            int y = topDown ? line : height - 1 - line;
            for (int x = 0; x < width; x++)
            {
                uint value = sample(x, y);
                if (bits < 8)
                {
                    rows[(line * stride) + (x * bits / 8)] |= (byte)(value << (8 - bits - (x * bits % 8)));
                }

                for (int part = 0; part < bits / 8; part++)
                {
                    rows[(line * stride) + (x * bits / 8) + part] = (byte)(value >> (8 * part));
                }
            }
        }

        return rows;
    }
}

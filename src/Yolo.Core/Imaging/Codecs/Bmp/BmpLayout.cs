using System.Buffers.Binary;
using System.Numerics;

namespace Yolo.Imaging.Codecs;

/// <summary>Where a bitmap's pixels stand and what they mean.</summary>
internal sealed class BmpLayout
{
    private const int FileHeader = 14;
    private readonly byte[] palette = new byte[256 * 4];
    private readonly uint[] masks = new uint[3];

    public int Bits { get; private init; }

    public bool TopDown { get; private init; }

    public BmpCompression Compression { get; private init; }

    public uint PixelOffset { get; private init; }

    /// <summary>Reads headers, masks and palette; what lies beyond the data throws <see cref="ArgumentOutOfRangeException"/>.</summary>
    public static BmpLayout Read(ReadOnlySpan<byte> data)
    {
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(data[10..]);
        int size = BinaryPrimitives.ReadInt32LittleEndian(data[FileHeader..]);
        bool core = size == 12;
        var layout = new BmpLayout
        {
            PixelOffset = offset,
            Bits = BinaryPrimitives.ReadUInt16LittleEndian(data[(core ? 24 : 28)..]),
            TopDown = !core && BinaryPrimitives.ReadInt32LittleEndian(data[22..]) < 0,
            Compression = size < 20 ? BmpCompression.None : (BmpCompression)BinaryPrimitives.ReadInt32LittleEndian(data[30..]),
        };
        layout.Check();
        layout.ReadMasks(data);
        int extra = size == 40 ? layout.Compression switch { BmpCompression.BitFields => 12, BmpCompression.AlphaBitFields => 16, _ => 0 } : 0;
        layout.ReadPalette(data, FileHeader + size + extra, core ? 3 : 4);
        return layout;
    }

    /// <summary>Writes the colour of a palette index; indices beyond the palette are black.</summary>
    public void Paint(int index, Span<byte> to)
    {
        (to[0], to[1], to[2]) = (palette[(index * 4) + 2], palette[(index * 4) + 1], palette[index * 4]);
    }

    /// <summary>Writes the colour whose channels the masks pick from a 16- or 32-bit value.</summary>
    public void Unmask(uint value, Span<byte> to)
    {
        for (int i = 0; i < 3; i++)
        {
            uint mask = masks[i];
            int shift = BitOperations.TrailingZeroCount(mask);
            ulong largest = mask >> shift;
            to[i] = mask == 0 ? (byte)0 : (byte)((((value & mask) >> shift) * 255UL) / largest);
        }
    }

    private void Check()
    {
        bool known = (Compression, Bits) switch
        {
            (BmpCompression.None, 1 or 4 or 8 or 16 or 24 or 32) => true,
            (BmpCompression.RunLength8, 8) or (BmpCompression.RunLength4, 4) => true,
            (BmpCompression.BitFields or BmpCompression.AlphaBitFields, 16 or 32) => true,
            _ => false,
        };
        if (!known)
        {
            throw new CodecException($"{Bits} bits a pixel with compression {(int)Compression} are not supported");
        }
    }

    private void ReadMasks(ReadOnlySpan<byte> data)
    {
        const int MaskOffset = 54;
        bool stored = Compression is BmpCompression.BitFields or BmpCompression.AlphaBitFields;
        for (int i = 0; i < 3; i++)
        {
            masks[i] = stored ? BinaryPrimitives.ReadUInt32LittleEndian(data[(MaskOffset + (4 * i))..])
                : Bits == 16 ? 0x7C00u >> (5 * i)
                : 0xFF0000u >> (8 * i);
        }
    }

    private void ReadPalette(ReadOnlySpan<byte> data, int start, int entrySize)
    {
        if (Bits > 8)
        {
            return;
        }

        long room = Math.Min(data.Length, PixelOffset) - start;
        long entries = Math.Min(1 << Bits, room / entrySize);
        for (int i = 0; i < entries; i++)
        {
            data.Slice(start + (i * entrySize), 3).CopyTo(palette.AsSpan(i * 4));
        }
    }
}

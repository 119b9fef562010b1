using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging.Kernels;

/// <summary>Bilinear samples at places given in 1/32 pixel, with a constant border around the picture.</summary>
internal readonly ref struct WarpSampler(Image image, byte border)
{
    /// <summary>Bits of a place that are the fraction.</summary>
    public const int FractionBits = 5;

    /// <summary>A whole pixel.</summary>
    public const int One = 1 << FractionBits;

    private readonly ReadOnlySpan<byte> pixels = image.Pixels;
    private readonly int width = image.Width;
    private readonly int height = image.Height;
    private readonly int stride = image.Stride;

    // The vector path loads eight bytes where six are needed.
    private readonly int lastVector = (image.Stride * image.Height) - image.Stride - 8;

    /// <summary>Writes the sample at (x, y), in 1/32 pixel, to three bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Sample(int x, int y, ref byte to)
    {
        int column = x >> FractionBits;
        int line = y >> FractionBits;
        int at = (line * stride) + (column * Image.Channels);
        if ((uint)column < (uint)(width - 1) && (uint)line < (uint)(height - 1) && at <= lastVector)
        {
            SampleInside(at, x & (One - 1), y & (One - 1), ref to);
        }
        else
        {
            SampleBorder(column, line, x & (One - 1), y & (One - 1), ref to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SampleInside(int at, int shareX, int shareY, ref byte to)
    {
        ref byte above = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), at);
        var rows = Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref above), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref above, stride))).AsByte();

        // Pairs of horizontal neighbours first, above and below alternating, so that the second multiply-add finds vertical neighbours side by side.
        var pairs = Vector128.Shuffle(rows, Vector128.Create((byte)0, 3, 8, 11, 1, 4, 9, 12, 2, 5, 10, 13, 255, 255, 255, 255));
        var horizontal = Simd.MultiplyAddPairs(pairs, Vector128.Create((short)((One - shareX) | (shareX << 8))).AsSByte());
        var vertical = Simd.MultiplyAddPairs(horizontal, Vector128.Create((One - shareY) | (shareY << 16)).AsInt16());
        var values = (vertical + Vector128.Create(1 << ((2 * FractionBits) - 1))) >> (2 * FractionBits);
        uint packed = Vector128.Shuffle(values.AsByte(), Vector128.Create((byte)0, 4, 8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255)).AsUInt32()[0];
        Unsafe.WriteUnaligned(ref to, (ushort)packed);
        Unsafe.Add(ref to, 2) = (byte)(packed >> 16);
    }

    private void SampleBorder(int column, int line, int shareX, int shareY, ref byte to)
    {
        for (int c = 0; c < Image.Channels; c++)
        {
            int above = (Pixel(column, line, c) * (One - shareX)) + (Pixel(column + 1, line, c) * shareX);
            int below = (Pixel(column, line + 1, c) * (One - shareX)) + (Pixel(column + 1, line + 1, c) * shareX);
            int sum = (above * (One - shareY)) + (below * shareY);
            Unsafe.Add(ref to, c) = (byte)((sum + (1 << ((2 * FractionBits) - 1))) >> (2 * FractionBits));
        }
    }

    private int Pixel(int column, int line, int channel)
    {
        bool inside = (uint)column < (uint)width && (uint)line < (uint)height;
        return inside ? pixels[(line * stride) + (column * Image.Channels) + channel] : border;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging.Kernels;

/// <summary>The inner loops of a warp that does not turn, one row each.</summary>
internal static class UprightRows
{
    /// <summary>How often the weights of a column are repeated: once a lane of a pixel.</summary>
    public const int Weights = 4;

    /// <summary>Numbers that are read behind the last pixel of a mixed row.</summary>
    public const int Overhang = 2;

    private const int Bits = 2 * WarpSampler.FractionBits;

    /// <summary>Mixes two rows; the result is value × 32.</summary>
    public static void Mix(ReadOnlySpan<byte> above, ReadOnlySpan<byte> below, int share, Span<short> into)
    {
        ref byte first = ref MemoryMarshal.GetReference(above);
        ref byte second = ref MemoryMarshal.GetReference(below);
        ref ushort to = ref Unsafe.As<short, ushort>(ref MemoryMarshal.GetReference(into));
        var (weightAbove, weightBelow) = (Vector256.Create((ushort)(WarpSampler.One - share)), Vector256.Create((ushort)share));
        int at = 0;
        for (; at + Vector256<byte>.Count <= above.Length; at += Vector256<byte>.Count)
        {
            var (aboveLow, aboveHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)at));
            var (belowLow, belowHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref second, (nuint)at));
            ((aboveLow * weightAbove) + (belowLow * weightBelow)).StoreUnsafe(ref to, (nuint)at);
            ((aboveHigh * weightAbove) + (belowHigh * weightBelow)).StoreUnsafe(ref to, (nuint)at + 16);
        }

        for (; at < above.Length; at++)
        {
            into[at] = (short)((above[at] * (WarpSampler.One - share)) + (below[at] * share));
        }
    }

    /// <summary>Mixes neighbouring columns of a mixed row into bytes.</summary>
    public static void Stretch(ReadOnlySpan<short> mixed, ReadOnlySpan<int> offsets, ReadOnlySpan<int> weights, Span<byte> row)
    {
        ref short from = ref MemoryMarshal.GetReference(mixed);
        ref int offset = ref MemoryMarshal.GetReference(offsets);
        ref int weight = ref MemoryMarshal.GetReference(weights);
        ref byte to = ref MemoryMarshal.GetReference(row);
        int x = 0;

        // Eight pixels at a time, of which the last four are stored with four bytes too many; they must stay inside the row.
        for (; (x * Image.Channels) + 28 <= row.Length; x += 8)
        {
            var bytes = Simd.ToBytes(
                Two(ref from, ref Unsafe.Add(ref offset, x), ref Unsafe.Add(ref weight, Weights * x)),
                Two(ref from, ref Unsafe.Add(ref offset, x + 2), ref Unsafe.Add(ref weight, Weights * (x + 2))),
                Two(ref from, ref Unsafe.Add(ref offset, x + 4), ref Unsafe.Add(ref weight, Weights * (x + 4))),
                Two(ref from, ref Unsafe.Add(ref offset, x + 6), ref Unsafe.Add(ref weight, Weights * (x + 6))));
            var packed = Simd.ShuffleHalves(bytes, Vector256.Create(Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255)));
            packed.GetLower().StoreUnsafe(ref to, (nuint)(x * Image.Channels));
            packed.GetUpper().StoreUnsafe(ref to, (nuint)(x * Image.Channels) + 12);
        }

        for (; x < offsets.Length; x++)
        {
            int pair = weights[Weights * x];
            for (int c = 0; c < Image.Channels; c++)
            {
                int sum = (mixed[offsets[x] + c] * (pair & 0xFFFF)) + (mixed[offsets[x] + Image.Channels + c] * (pair >> 16));
                row[(x * Image.Channels) + c] = (byte)((sum + (1 << (Bits - 1))) >> Bits);
            }
        }
    }

    /// <summary>Two pixels of four lanes, the last of which is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Two(ref short mixed, ref int offset, ref int weight)
    {
        var pixels = Vector256.Create(Vector128.LoadUnsafe(ref mixed, (nuint)offset), Vector128.LoadUnsafe(ref mixed, (nuint)Unsafe.Add(ref offset, 1)));
        var pairs = Simd.ShuffleHalves(pixels.AsByte(), Vector256.Create(Vector128.Create((byte)0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11, 255, 255, 255, 255)));
        var sums = Simd.MultiplyAddPairs(pairs.AsInt16(), Vector256.LoadUnsafe(ref weight).AsInt16());
        return (sums + Vector256.Create(1 << (Bits - 1))) >> Bits;
    }
}

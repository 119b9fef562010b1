using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Imaging.Kernels;

/// <summary>The inner loops of bilinear resizing, one row each.</summary>
internal static class BilinearRows
{
    /// <summary>16-bit numbers a pixel takes between the passes.</summary>
    public const int Lanes = 4;

    /// <summary>Resizes a row horizontally; the result is value × 128.</summary>
    public static void Stretch(ReadOnlySpan<byte> row, ReadOnlySpan<BilinearTap> taps, Span<short> into)
    {
        ref byte from = ref MemoryMarshal.GetReference(row);
        ref short to = ref MemoryMarshal.GetReference(into);
        int x = 0;
        for (; x + 2 <= taps.Length && taps[x + 1].Index + 8 <= row.Length; x += 2)
        {
            var values = Simd.ToInt16(Interpolate(ref from, taps[x]), Interpolate(ref from, taps[x + 1]));
            values.StoreUnsafe(ref to, (nuint)(x * Lanes));
        }

        for (; x < taps.Length; x++)
        {
            var tap = taps[x];
            int next = tap.Second == 0 ? tap.Index : tap.Index + Image.Channels;
            for (int c = 0; c < Image.Channels; c++)
            {
                into[(x * Lanes) + c] = (short)(((row[tap.Index + c] * tap.First) + (row[next + c] * tap.Second)) >> 4);
            }
        }
    }

    /// <summary>Mixes two stretched rows into bytes.</summary>
    public static void Mix(ReadOnlySpan<short> above, ReadOnlySpan<short> below, BilinearTap tap, Span<byte> row)
    {
        ref short first = ref MemoryMarshal.GetReference(above);
        ref short second = ref MemoryMarshal.GetReference(below);
        ref byte to = ref MemoryMarshal.GetReference(row);
        var weightAbove = Vector128.Create(tap.First);
        var weightBelow = Vector128.Create(tap.Second);
        int x = 0;

        // Four pixels at a time; the 16-byte store must stay inside the row.
        for (; (x * Image.Channels) + 16 <= row.Length; x += 4)
        {
            nuint at = (nuint)(x * Lanes);
            var left = Mixed(ref first, ref second, at, weightAbove, weightBelow);
            var right = Mixed(ref first, ref second, at + 8, weightAbove, weightBelow);
            Packed(Simd.ToBytes(left, right)).StoreUnsafe(ref to, (nuint)(x * Image.Channels));
        }

        for (; x * Image.Channels < row.Length; x++)
        {
            for (int c = 0; c < Image.Channels; c++)
            {
                int lane = (x * Lanes) + c;
                row[(x * Image.Channels) + c] = (byte)((((above[lane] * tap.First) >> 16) + ((below[lane] * tap.Second) >> 16) + 2) >> 2);
            }
        }
    }

    /// <summary>Averages squares of four pixels.</summary>
    public static void Halve(ReadOnlySpan<byte> above, ReadOnlySpan<byte> below, Span<byte> row)
    {
        ref byte first = ref MemoryMarshal.GetReference(above);
        ref byte second = ref MemoryMarshal.GetReference(below);
        ref byte to = ref MemoryMarshal.GetReference(row);
        int at = 0;
        for (; at + 16 <= row.Length && (2 * at) + 28 <= above.Length; at += 12)
        {
            var left = Averages(ref first, ref second, (nuint)(2 * at));
            var right = Averages(ref first, ref second, (nuint)(2 * at) + 12);
            var bytes = Simd.ToBytes(left, right);
            Vector128.Shuffle(bytes, Vector128.Create((byte)0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 255, 255, 255, 255)).StoreUnsafe(ref to, (nuint)at);
        }

        for (; at < row.Length; at++)
        {
            int left = (at / 3 * 6) + (at % 3);
            row[at] = (byte)((above[left] + above[left + 3] + below[left] + below[left + 3] + 2) >> 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Interpolate(ref byte row, BilinearTap tap)
    {
        var eight = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref row, tap.Index))).AsByte();
        var pairs = Vector128.Shuffle(eight, Vector128.Create((byte)0, 255, 3, 255, 1, 255, 4, 255, 2, 255, 5, 255, 255, 255, 255, 255));
        return Simd.MultiplyAddPairs(pairs.AsInt16(), Vector128.Create(tap.Pair).AsInt16()) >> 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Mixed(ref short above, ref short below, nuint at, Vector128<short> weightAbove, Vector128<short> weightBelow)
    {
        var sum = Simd.MultiplyHigh(Vector128.LoadUnsafe(ref above, at), weightAbove) + Simd.MultiplyHigh(Vector128.LoadUnsafe(ref below, at), weightBelow);
        return (sum + Vector128.Create((short)2)) >> 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Averages(ref byte above, ref byte below, nuint at)
    {
        var pairs = Vector128.Create((byte)0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11, 255, 255, 255, 255);
        var ones = Vector128.Create((sbyte)1);
        var top = Simd.MultiplyAddPairs(Vector128.Shuffle(Vector128.LoadUnsafe(ref above, at), pairs), ones);
        var bottom = Simd.MultiplyAddPairs(Vector128.Shuffle(Vector128.LoadUnsafe(ref below, at), pairs), ones);
        return (top + bottom + Vector128.Create((short)2)) >> 2;
    }

    /// <summary>Drops the fourth lane of four pixels; the last four bytes are of no meaning and are written over by what follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Packed(Vector128<byte> bytes)
    {
        return Vector128.Shuffle(bytes, Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yolo.Imaging.Kernels;

/// <summary>The few vector operations that have one instruction on x86 and no portable name; elsewhere they are composed.</summary>
internal static class Simd
{
    /// <summary>Sums of the products of neighbouring 16-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAddPairs(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyAddAdjacent(a, b);
        }

        var (even, odd) = (Low(a.AsInt32()) * Low(b.AsInt32()), (a.AsInt32() >> 16) * (b.AsInt32() >> 16));
        return even + odd;

        static Vector128<int> Low(Vector128<int> pairs) => (pairs << 16) >> 16;
    }

    /// <summary>Sums of the products of neighbouring bytes with signed factors; they must fit into 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MultiplyAddPairs(Vector128<byte> bytes, Vector128<sbyte> factors)
    {
        if (Ssse3.IsSupported)
        {
            return Ssse3.MultiplyAddAdjacent(bytes, factors);
        }

        var even = (bytes.AsUInt16() & Vector128.Create((ushort)0xFF)).AsInt16() * ((factors.AsInt16() << 8) >> 8);
        return even + ((bytes.AsUInt16() >> 8).AsInt16() * (factors.AsInt16() >> 8));
    }

    /// <summary>Upper 16 bits of the 32-bit products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MultiplyHigh(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyHigh(a, b);
        }

        var (aLow, aHigh) = Vector128.Widen(a);
        var (bLow, bHigh) = Vector128.Widen(b);
        return Vector128.Narrow((aLow * bLow) >> 16, (aHigh * bHigh) >> 16);
    }

    /// <summary>Narrows numbers of 0 to 255 to bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ToBytes(Vector128<short> low, Vector128<short> high)
    {
        return Sse2.IsSupported ? Sse2.PackUnsignedSaturate(low, high) : Vector128.Narrow(low.AsUInt16(), high.AsUInt16());
    }

    /// <summary>Narrows numbers of −32768 to 32767.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> ToInt16(Vector128<int> low, Vector128<int> high)
    {
        return Sse2.IsSupported ? Sse2.PackSignedSaturate(low, high) : Vector128.Narrow(low, high);
    }

    /// <summary>As for half as many numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAddPairs(Vector256<short> a, Vector256<short> b)
    {
        return Avx2.IsSupported
            ? Avx2.MultiplyAddAdjacent(a, b)
            : Vector256.Create(MultiplyAddPairs(a.GetLower(), b.GetLower()), MultiplyAddPairs(a.GetUpper(), b.GetUpper()));
    }

    /// <summary>Narrows numbers of 0 to 255 to bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ToBytes(Vector256<int> first, Vector256<int> second, Vector256<int> third, Vector256<int> fourth)
    {
        if (Avx2.IsSupported)
        {
            // Packing keeps to the halves of registers: what was first in each comes out first.
            var packed = Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(first, second), Avx2.PackSignedSaturate(third, fourth));
            return Vector256.Shuffle(packed.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsByte();
        }

        return Vector256.Create(
            ToBytes(ToInt16(first.GetLower(), first.GetUpper()), ToInt16(second.GetLower(), second.GetUpper())),
            ToBytes(ToInt16(third.GetLower(), third.GetUpper()), ToInt16(fourth.GetLower(), fourth.GetUpper())));
    }

    /// <summary>Widens bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<int> First, Vector256<int> Second, Vector256<int> Third, Vector256<int> Fourth) ToInt32(Vector256<byte> bytes)
    {
        var (low, high) = Vector256.Widen(bytes);
        return (Vector256.WidenLower(low).AsInt32(), Vector256.WidenUpper(low).AsInt32(), Vector256.WidenLower(high).AsInt32(), Vector256.WidenUpper(high).AsInt32());
    }

    /// <summary>Rounds to whole numbers, halves to even ones. What an integer cannot hold gives any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Round(Vector256<float> numbers)
    {
        return Avx.IsSupported ? Avx.ConvertToVector256Int32(numbers) : Vector256.ConvertToInt32Native(Vector256.Round(numbers));
    }

    /// <summary>Picks bytes within each half; places of 128 and more give zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ShuffleHalves(Vector256<byte> bytes, Vector256<byte> places)
    {
        return Avx2.IsSupported
            ? Avx2.Shuffle(bytes, places)
            : Vector256.Create(Vector128.ShuffleNative(bytes.GetLower(), places.GetLower()), Vector128.ShuffleNative(bytes.GetUpper(), places.GetUpper()));
    }
}

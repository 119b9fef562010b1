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
}

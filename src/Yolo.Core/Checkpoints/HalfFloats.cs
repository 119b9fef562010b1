using System.Numerics;
using System.Runtime.CompilerServices;

namespace Yolo.Checkpoints;

/// <summary>Widens half precision to single and narrows it back, many numbers at a time, on the thread that asks.</summary>
internal static class HalfFloats
{
    private const uint SignBit = 0x8000;
    private const uint ExponentBits = 0x7C00;
    private const int SignShift = 16;
    private const int MantissaShift = 13;

    // A half's exponent is counted from 15, a single's from 127: moved into place, the number is 2^112 times too small.
    private const float Rescale = 5.192296858534828e33f;
    private const uint SingleExponent = 0x7F800000;

    // The same as bits, less what rounds halfway numbers down: those with an odd last bit get one more.
    private const uint Rebias = (112u << 23) - 0xFFF;

    // The smallest normal half, 2^-14. Below it a half's last bit counts 2^-24, as that of a single from 0.5 on does.
    private const uint SmallestNormal = 0x38800000;
    private const float SameStep = 0.5f;
    private const uint SameStepBits = 0x3F000000;

    // Halfway between the largest half, 65504, and the one that would follow: rounds to infinity.
    private const uint Overflow = 0x477FF000;

    /// <summary>Widens exactly: subnormal numbers, infinities and the payloads of NaNs too.</summary>
    /// <param name="from">The halves' bits.</param>
    /// <param name="to">As many singles.</param>
    /// <remarks>The first network of a process widens millions of numbers; compiling for speed at once saves most of that time.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Widen(ReadOnlySpan<ushort> from, Span<float> to)
    {
        var done = 0;
        for (; done <= from.Length - Vector<ushort>.Count; done += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(from[done..]), out var lower, out var upper);
            Widen(lower).CopyTo(to[done..]);
            Widen(upper).CopyTo(to[(done + Vector<float>.Count)..]);
        }

        for (; done < from.Length; done++)
        {
            to[done] = (float)BitConverter.UInt16BitsToHalf(from[done]);
        }
    }

    /// <summary>Narrows to the nearest half, to the even one of two, as torch does.</summary>
    /// <param name="from">The singles.</param>
    /// <param name="to">As many halves, their bits.</param>
    /// <returns>Whether all are finite halves; else what <paramref name="to"/> holds is of no use.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool TryNarrow(ReadOnlySpan<float> from, Span<ushort> to)
    {
        var largest = Vector<uint>.Zero;
        var done = 0;
        for (; done <= from.Length - Vector<ushort>.Count; done += Vector<ushort>.Count)
        {
            var lower = Vector.AsVectorUInt32(new Vector<float>(from[done..]));
            var upper = Vector.AsVectorUInt32(new Vector<float>(from[(done + Vector<float>.Count)..]));
            largest = Vector.Max(largest, Vector.Max(Magnitude(lower), Magnitude(upper)));
            Vector.Narrow(Narrow(lower), Narrow(upper)).CopyTo(to[done..]);
        }

        var fits = Vector.LessThanAll(largest, new Vector<uint>(Overflow));
        for (; done < from.Length; done++)
        {
            var half = (Half)from[done];
            fits &= Half.IsFinite(half);
            to[done] = BitConverter.HalfToUInt16Bits(half);
        }

        return fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Magnitude(Vector<uint> bits) => bits & new Vector<uint>(~(SignBit << SignShift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Narrow(Vector<uint> bits)
    {
        var magnitude = Magnitude(bits);
        var sign = (bits ^ magnitude) >> SignShift;
        var isOdd = (magnitude >> MantissaShift) & Vector<uint>.One;
        var normal = (magnitude - new Vector<uint>(Rebias) + isOdd) >> MantissaShift;
        var subnormal = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) + new Vector<float>(SameStep)) - new Vector<uint>(SameStepBits);
        return sign | Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<uint>(SmallestNormal)), subnormal, normal);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Widen(Vector<uint> bits)
    {
        var sign = (bits & new Vector<uint>(SignBit)) << SignShift;
        var magnitude = (bits & new Vector<uint>(SignBit - 1)) << MantissaShift;
        var scaled = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) * new Vector<float>(Rescale));
        var isSpecial = Vector.Equals(bits & new Vector<uint>(ExponentBits), new Vector<uint>(ExponentBits));
        return Vector.AsVectorSingle(sign | Vector.ConditionalSelect(isSpecial, magnitude | new Vector<uint>(SingleExponent), scaled));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Yolo.Checkpoints;

/// <summary>Widens half precision to single, many numbers at a time, on the thread that asks.</summary>
internal static class HalfFloats
{
    private const uint SignBit = 0x8000;
    private const uint ExponentBits = 0x7C00;
    private const int SignShift = 16;
    private const int MantissaShift = 13;

    // A half's exponent is counted from 15, a single's from 127: moved into place, the number is 2^112 times too small.
    private const float Rescale = 5.192296858534828e33f;
    private const uint SingleExponent = 0x7F800000;

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

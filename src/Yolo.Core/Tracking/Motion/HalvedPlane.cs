using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Tracking.Motion;

/// <summary>Smooths a plane with the binomial weights 1, 4, 6, 4, 1 both ways and keeps every other pixel of every other row.</summary>
internal static class HalvedPlane
{
    // The filter reaches two pixels to each side.
    private const int Reach = 2;
    private const float Whole = 1 / 256f;

    /// <summary>Numbers that <see cref="Fill"/> needs room for beside a plane of this width.</summary>
    public static int Room(int width) => width + (2 * Reach) + Vector256<float>.Count;

    /// <summary>Fills a plane of half the sides, rounded up.</summary>
    /// <param name="plane">The finer plane with its border.</param>
    /// <param name="half">Where to.</param>
    /// <param name="room">At least <see cref="Room"/> numbers of the finer plane's width.</param>
    public static void Fill(GreyPlane plane, GreyPlane half, Span<float> room)
    {
        for (var y = 0; y < half.Height; y++)
        {
            SmoothDownwards(plane, 2 * y, room);
            SmoothAcross(room, half.Row(y));
        }

        half.RepeatEdges();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SmoothDownwards(GreyPlane plane, int y, Span<float> room)
    {
        ref var middle = ref plane.At(-Reach, y);
        ref var above = ref plane.At(-Reach, y - 1);
        ref var top = ref plane.At(-Reach, y - 2);
        ref var below = ref plane.At(-Reach, y + 1);
        ref var bottom = ref plane.At(-Reach, y + 2);
        ref var to = ref MemoryMarshal.GetReference(room);
        for (nuint x = 0; x < (nuint)(plane.Width + (2 * Reach)); x += (nuint)Vector256<float>.Count)
        {
            var outer = Vector256.LoadUnsafe(ref top, x) + Vector256.LoadUnsafe(ref bottom, x);
            var inner = Vector256.LoadUnsafe(ref above, x) + Vector256.LoadUnsafe(ref below, x);
            (outer + (inner * 4) + (Vector256.LoadUnsafe(ref middle, x) * 6)).StoreUnsafe(ref to, x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SmoothAcross(ReadOnlySpan<float> room, Span<float> half)
    {
        for (var x = 0; x < half.Length; x++)
        {
            var five = room.Slice(2 * x, (2 * Reach) + 1);
            half[x] = (five[0] + five[4] + ((five[1] + five[3]) * 4) + (five[2] * 6)) * Whole;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Yolo.Tracking.Motion;

/// <summary>Pixels of a row side by side with those next to them, as filters of three pixels need them.</summary>
internal static class Neighbours
{
    /// <summary>Some pixels, the ones right of them, and the ones right of those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<float> Left, Vector256<float> Middle, Vector256<float> Right) Three(ref float row, nuint x) =>
        (Vector256.LoadUnsafe(ref row, x), Vector256.LoadUnsafe(ref row, x + 1), Vector256.LoadUnsafe(ref row, x + 2));
}

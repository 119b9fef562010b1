using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Tracking.Motion;

/// <summary>The window around a place of the previous picture, with its gradients: what is looked for in the current one.</summary>
/// <remarks>Rows are as long as whole vectors; in the columns after the window the gradients are 0, so that these count for nothing.</remarks>
internal sealed class Patch
{
    /// <summary>Pixels of the window, and of a picture in which anything can be followed.</summary>
    public const int Side = 21;

    private const int Radius = Side / 2;
    private const int Pitch = 24;
    private const int Samples = Side + 2;

    // Mean square of the gradient, in grey values a pixel, in the direction where it is weakest: with less a place looks like its neighbours.
    private const float LeastGradient = 0.01f;

    private static readonly nuint Lanes = (nuint)Vector256<float>.Count;

    // One pixel more on each side than the window, for the gradients; vectors at the end of the last row reach further.
    private readonly float[] samples = new float[(Samples * Pitch) + Pitch];
    private readonly float[] gradientX = new float[Side * Pitch];
    private readonly float[] gradientY = new float[Side * Pitch];
    private double xx;
    private double xy;
    private double yy;

    /// <summary>Whether the window around a place, which may lie a little outside, stays within the plane and its border.</summary>
    public static bool Reaches(GreyPlane plane, Vector2 place)
    {
        const int Outside = 2;
        return place.X >= -Outside && place.Y >= -Outside && place.X <= plane.Width + Outside - 1 && place.Y <= plane.Height + Outside - 1;
    }

    /// <summary>Takes the window around a place that <see cref="Reaches"/>.</summary>
    /// <returns>Whether there is anything in it that can be found again.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(GreyPlane plane, Vector2 place)
    {
        Sample(plane, place);
        ref var sample = ref MemoryMarshal.GetArrayDataReference(samples);
        ref var toX = ref MemoryMarshal.GetArrayDataReference(gradientX);
        ref var toY = ref MemoryMarshal.GetArrayDataReference(gradientY);
        var (sumXX, sumXY, sumYY) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint x = 0; x < Pitch; x += Lanes)
        {
            var inside = Vector256.LessThan(Vector256.Create((int)x) + Vector256<int>.Indices, Vector256.Create(Side)).AsSingle();
            for (nuint at = x; at < Side * Pitch; at += Pitch)
            {
                var (rightwards, downwards) = Gradients(ref sample, at);
                (rightwards, downwards) = (rightwards & inside, downwards & inside);
                rightwards.StoreUnsafe(ref toX, at);
                downwards.StoreUnsafe(ref toY, at);
                sumXX += rightwards * rightwards;
                sumXY += rightwards * downwards;
                sumYY += downwards * downwards;
            }
        }

        (xx, xy, yy) = (Vector256.Sum(sumXX), Vector256.Sum(sumXY), Vector256.Sum(sumYY));
        return (xx + yy) - double.Hypot(xx - yy, 2 * xy) >= 2 * LeastGradient * Side * Side;
    }

    /// <summary>How far from a place that <see cref="Reaches"/> the window seems to be, to first order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector2 Step(GreyPlane plane, Vector2 place)
    {
        ref var from = ref Corner(plane, place, Radius, out var right, out var down);
        ref var sample = ref MemoryMarshal.GetArrayDataReference(samples);
        ref var alongX = ref MemoryMarshal.GetArrayDataReference(gradientX);
        ref var alongY = ref MemoryMarshal.GetArrayDataReference(gradientY);
        var (sumX, sumY) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var stride = (nuint)plane.Stride;
        for (nuint x = 0; x < Pitch; x += Lanes)
        {
            var above = Mixed(ref from, x, right);
            var row = x + stride;
            for (nuint at = x; at < Side * Pitch; at += Pitch)
            {
                var below = Mixed(ref from, row, right);
                var difference = Vector256.LoadUnsafe(ref sample, at + Pitch + 1) - (above + ((below - above) * down));
                sumX += difference * Vector256.LoadUnsafe(ref alongX, at);
                sumY += difference * Vector256.LoadUnsafe(ref alongY, at);
                above = below;
                row += stride;
            }
        }

        return Solve(Vector256.Sum(sumX), Vector256.Sum(sumY));
    }

    // The shift whose product with the matrix of the gradients is (x, y).
    private Vector2 Solve(double x, double y)
    {
        var determinant = (xx * yy) - (xy * xy);
        return new((float)(((yy * x) - (xy * y)) / determinant), (float)(((xx * y) - (xy * x)) / determinant));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sample(GreyPlane plane, Vector2 place)
    {
        ref var from = ref Corner(plane, place, Radius + 1, out var right, out var down);
        ref var to = ref MemoryMarshal.GetArrayDataReference(samples);
        for (nuint x = 0; x < Pitch; x += Lanes)
        {
            var above = Mixed(ref from, x, right);
            for (nuint y = 0; y < Samples; y++)
            {
                var below = Mixed(ref from, ((y + 1) * (nuint)plane.Stride) + x, right);
                (above + ((below - above) * down)).StoreUnsafe(ref to, (y * Pitch) + x);
                above = below;
            }
        }
    }

    // The pixel at the upper left of a window, and the shares of the next ones to the right and below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Corner(GreyPlane plane, Vector2 place, int radius, out Vector256<float> right, out Vector256<float> down)
    {
        var (left, top) = (MathF.Floor(place.X), MathF.Floor(place.Y));
        (right, down) = (Vector256.Create(place.X - left), Vector256.Create(place.Y - top));
        return ref plane.At((int)left - radius, (int)top - radius);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mixed(ref float row, nuint x, Vector256<float> right)
    {
        var here = Vector256.LoadUnsafe(ref row, x);
        return here + ((Vector256.LoadUnsafe(ref row, x + 1) - here) * right);
    }

    // Scharr's filter: 3, 10, 3 across the direction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Rightwards, Vector256<float> Downwards) Gradients(ref float sample, nuint at)
    {
        const float Whole = 1 / 32f;
        var (topLeft, top, topRight) = Neighbours.Three(ref sample, at);
        var (bottomLeft, bottom, bottomRight) = Neighbours.Three(ref sample, at + (2 * Pitch));
        var sides = Vector256.LoadUnsafe(ref sample, at + Pitch + 2) - Vector256.LoadUnsafe(ref sample, at + Pitch);
        var rightwards = ((topRight - topLeft + (bottomRight - bottomLeft)) * (3 * Whole)) + (sides * (10 * Whole));
        var downwards = ((bottomLeft - topLeft + (bottomRight - topRight)) * (3 * Whole)) + ((bottom - top) * (10 * Whole));
        return (rightwards, downwards);
    }
}

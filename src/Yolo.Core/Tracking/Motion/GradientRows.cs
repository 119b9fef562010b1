using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Tracking.Motion;

/// <summary>
/// The structure tensor of a plane, row by row: products of the gradients (Sobel, so eight times too large) of the last three rows, and the smaller
/// eigenvalue of their sums over blocks of 3×3 pixels, which is large where the picture changes in every direction.
/// </summary>
internal sealed class GradientRows
{
    /// <summary>What the eigenvalue is too large by: it is of sums of nine products of two gradients.</summary>
    public const int Scale = 9 * 8 * 8;

    private const int Rows = 3;
    private static readonly int Lanes = Vector256<float>.Count;

    private readonly int width;
    private readonly float[] xx;
    private readonly float[] xy;
    private readonly float[] yy;

    public GradientRows(int width)
    {
        this.width = width;
        Pitch = width + (2 * Lanes);
        (xx, xy, yy) = (new float[Rows * Pitch], new float[Rows * Pitch], new float[Rows * Pitch]);
    }

    /// <summary>Numbers of a row, of which those after the picture's width have no meaning.</summary>
    public int Pitch { get; }

    /// <summary>Computes the products of a row; they take the place of those of three rows above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(GreyPlane plane, int y)
    {
        ref var above = ref plane.At(-1, y - 1);
        ref var middle = ref plane.At(-1, y);
        ref var below = ref plane.At(-1, y + 1);
        var slot = (nuint)(y % Rows * Pitch);
        ref var squareX = ref MemoryMarshal.GetArrayDataReference(xx);
        ref var product = ref MemoryMarshal.GetArrayDataReference(xy);
        ref var squareY = ref MemoryMarshal.GetArrayDataReference(yy);
        for (nuint x = 0; x < (nuint)width; x += (nuint)Lanes)
        {
            var (topLeft, top, topRight) = Neighbours.Three(ref above, x);
            var (bottomLeft, bottom, bottomRight) = Neighbours.Three(ref below, x);
            var sides = Vector256.LoadUnsafe(ref middle, x + 2) - Vector256.LoadUnsafe(ref middle, x);
            var rightwards = topRight - topLeft + (bottomRight - bottomLeft) + sides + sides;
            var downwards = bottomLeft - topLeft + (bottomRight - topRight) + ((bottom - top) * 2);
            (rightwards * rightwards).StoreUnsafe(ref squareX, slot + x);
            (rightwards * downwards).StoreUnsafe(ref product, slot + x);
            (downwards * downwards).StoreUnsafe(ref squareY, slot + x);
        }
    }

    /// <summary>Computes the smaller eigenvalues of the middle one of the last three rows; its first and last pixel get none.</summary>
    /// <param name="strengths"><see cref="Pitch"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Strengths(Span<float> strengths)
    {
        ref var to = ref MemoryMarshal.GetReference(strengths);
        for (nuint x = 1; x < (nuint)width - 1; x += (nuint)Lanes)
        {
            var (a, b, c) = (Block(xx, x), Block(xy, x), Block(yy, x));
            var half = (a - c) * 0.5f;
            (((a + c) * 0.5f) - Vector256.Sqrt((half * half) + (b * b))).StoreUnsafe(ref to, x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Block(float[] products, nuint x)
    {
        ref var row = ref MemoryMarshal.GetArrayDataReference(products);
        var pitch = (nuint)Pitch;
        return Across(ref row, x) + Across(ref row, pitch + x) + Across(ref row, pitch + pitch + x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Across(ref float row, nuint x)
    {
        var (left, middle, right) = Neighbours.Three(ref row, x - 1);
        return left + middle + right;
    }
}

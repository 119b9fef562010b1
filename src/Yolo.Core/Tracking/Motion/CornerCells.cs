using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yolo.Tracking.Motion;

/// <summary>
/// Keeps the strongest pixel of each square cell of a picture, so that corners are spread over all of it and an object cannot hold them all.
/// </summary>
internal sealed class CornerCells
{
    private readonly int first;
    private readonly int end;
    private readonly int side;
    private readonly float[] best;
    private readonly int[] rowOfBest;
    private readonly Vector2[] places;
    private readonly float[] strengths;
    private int count;

    /// <summary>Divides the columns <paramref name="first"/> to <paramref name="end"/> − 1 of a picture.</summary>
    /// <param name="first">The first column, and the first row.</param>
    /// <param name="end">The column after the last one.</param>
    /// <param name="pitch">Numbers of a row of strengths: a vector more than there are columns.</param>
    /// <param name="side">Pixels of a cell's side.</param>
    /// <param name="maximum">As many cells as there are.</param>
    public CornerCells(int first, int end, int pitch, int side, int maximum)
    {
        (this.first, this.end, this.side) = (first, end, side);
        (best, rowOfBest) = (new float[pitch], new int[pitch]);
        (places, strengths) = (new Vector2[maximum], new float[maximum]);
    }

    /// <summary>Looks at the next row's strengths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int y, ReadOnlySpan<float> row)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var strongest = ref MemoryMarshal.GetArrayDataReference(best);
        ref var at = ref MemoryMarshal.GetArrayDataReference(rowOfBest);
        var here = Vector256.Create(y);
        for (var x = (nuint)first; x < (nuint)end; x += (nuint)Vector256<float>.Count)
        {
            var strength = Vector256.LoadUnsafe(ref from, x);
            var before = Vector256.LoadUnsafe(ref strongest, x);
            var isStronger = Vector256.GreaterThan(strength, before);
            Vector256.ConditionalSelect(isStronger, strength, before).StoreUnsafe(ref strongest, x);
            Vector256.ConditionalSelect(isStronger.AsInt32(), here, Vector256.LoadUnsafe(ref at, x)).StoreUnsafe(ref at, x);
        }

        if ((y - first) % side == side - 1)
        {
            CloseCells();
        }
    }

    /// <summary>Ends the picture; the next row is the first one of another.</summary>
    /// <param name="quality">Share of the greatest strength below which a corner is none.</param>
    /// <param name="least">Strength below which it is none in any case.</param>
    /// <returns>The corners, cell by cell; they stay until the next picture.</returns>
    public ReadOnlySpan<Vector2> Finish(float quality, float least)
    {
        CloseCells();
        var limit = least;
        for (var i = 0; i < count; i++)
        {
            limit = Math.Max(limit, quality * strengths[i]);
        }

        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (strengths[i] >= limit)
            {
                places[kept++] = places[i];
            }
        }

        count = 0;
        return places.AsSpan(0, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CloseCells()
    {
        for (var left = first; left < end; left += side)
        {
            var cell = best.AsSpan(left, Math.Min(side, end - left));
            var strongest = 0;
            for (var i = 1; i < cell.Length; i++)
            {
                if (cell[i] > cell[strongest])
                {
                    strongest = i;
                }
            }

            if (cell[strongest] > 0)
            {
                strengths[count] = cell[strongest];
                places[count++] = new(left + strongest, rowOfBest[left + strongest]);
            }
        }

        Array.Clear(best);
    }
}

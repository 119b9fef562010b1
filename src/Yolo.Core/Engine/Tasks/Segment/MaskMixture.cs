using System.Numerics;
using System.Runtime.InteropServices;
using Yolo.Engine.Prediction;
using Yolo.Geometry;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>Mixes the prototypes of masks by the coefficients of objects.</summary>
/// <remarks>Legend: M prototypes, h and w their rows and columns, N objects.</remarks>
internal static class MaskMixture
{
    // As many as the processor has registers to add up in, without waiting for the sum before.
    private const int SumsAtOnce = 8;

    /// <summary>The mixture of each object, positive where the object may be.</summary>
    /// <param name="chosen">N objects.</param>
    /// <param name="rows">What the network said about each anchor point; the extras are M coefficients.</param>
    /// <param name="prototypes">[M, h, w].</param>
    /// <returns>[N, h, w].</returns>
    internal static float[] Mix(IReadOnlyList<Candidate> chosen, DecodedRows rows, ReadOnlySpan<float> prototypes)
    {
        Span<float> coefficients = stackalloc float[rows.Extras];
        var cells = prototypes.Length / rows.Extras;
        var mixtures = GC.AllocateUninitializedArray<float>(chosen.Count * cells);
        for (var i = 0; i < chosen.Count; i++)
        {
            for (var m = 0; m < coefficients.Length; m++)
            {
                coefficients[m] = rows.Extra(chosen[i].Anchor, m);
            }

            Mix(coefficients, prototypes, mixtures.AsSpan(i * cells, cells));
        }

        return mixtures;
    }

    private static void Mix(ReadOnlySpan<float> coefficients, ReadOnlySpan<float> prototypes, Span<float> mixture)
    {
        var (cells, width) = (mixture.Length, Vector<float>.Count * SumsAtOnce);
        var whole = cells - (cells % width);
        for (var first = 0; first < whole; first += width)
        {
            Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
            for (var m = 0; m < coefficients.Length; m++)
            {
                var coefficient = new Vector<float>(coefficients[m]);
                var part = MemoryMarshal.Cast<float, Vector<float>>(prototypes.Slice((m * cells) + first, width));
                sum7 = Vector.FusedMultiplyAdd(part[7], coefficient, sum7); // the highest first, so that bounds are checked once
                sum0 = Vector.FusedMultiplyAdd(part[0], coefficient, sum0);
                sum1 = Vector.FusedMultiplyAdd(part[1], coefficient, sum1);
                sum2 = Vector.FusedMultiplyAdd(part[2], coefficient, sum2);
                sum3 = Vector.FusedMultiplyAdd(part[3], coefficient, sum3);
                sum4 = Vector.FusedMultiplyAdd(part[4], coefficient, sum4);
                sum5 = Vector.FusedMultiplyAdd(part[5], coefficient, sum5);
                sum6 = Vector.FusedMultiplyAdd(part[6], coefficient, sum6);
            }

            var sums = MemoryMarshal.Cast<float, Vector<float>>(mixture.Slice(first, width));
            sums[7] = sum7;
            (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]) = (sum0, sum1, sum2, sum3, sum4, sum5, sum6);
        }

        for (var cell = whole; cell < cells; cell++)
        {
            var sum = 0f;
            for (var m = 0; m < coefficients.Length; m++)
            {
                sum = MathF.FusedMultiplyAdd(prototypes[(m * cells) + cell], coefficients[m], sum);
            }

            mixture[cell] = sum;
        }
    }
}

using Yolo.Engine.Prediction;
using Yolo.Geometry;
using static TorchSharp.torch;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>Mixes the prototypes of masks by the coefficients of objects.</summary>
/// <remarks>Legend: M prototypes, h and w their rows and columns, N objects.</remarks>
internal static class MaskMixture
{
    /// <summary>The mixture of each object, positive where the object may be. It belongs to the caller's dispose scope.</summary>
    /// <param name="chosen">N objects.</param>
    /// <param name="rows">What the network said about each anchor point; the extras are M coefficients.</param>
    /// <param name="prototypes">[M, h, w], any type and device.</param>
    /// <returns>[N, h, w], on the processor.</returns>
    internal static Tensor Mix(IReadOnlyList<Candidate> chosen, DecodedRows rows, Tensor prototypes)
    {
        var coefficients = new float[chosen.Count * rows.Extras];
        for (var i = 0; i < chosen.Count; i++)
        {
            for (var m = 0; m < rows.Extras; m++)
            {
                coefficients[(i * rows.Extras) + m] = rows.Extra(chosen[i].Anchor, m);
            }
        }

        var flat = prototypes.to(ScalarType.Float32).cpu().contiguous().flatten(1); // [M, h·w]
        var mixed = tensor(coefficients, chosen.Count, rows.Extras).matmul(flat); // [N, h·w]
        return mixed.view(chosen.Count, prototypes.size(1), prototypes.size(2)); // [N, h, w]
    }
}

using Yolo.Engine.Prediction;
using Yolo.Geometry;
using Yolo.Models;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>
/// Adds the pixels of each object: its coefficients mix the prototypes, and the mixture is sampled at each pixel of the picture within the box.
/// </summary>
/// <remarks>Legend: B pictures, M prototypes, h and w rows and columns of the prototypes, N objects.</remarks>
internal sealed class SegmentationPostprocessor(YoloModel model, PredictOptions options) : Postprocessor(model, options)
{
    /// <inheritdoc/>
    private protected override Result Complete(IReadOnlyList<Candidate> chosen, PredictBatch batch, int index, DecodedRows rows, ModelAnswer answer)
    {
        if (chosen.Count == 0)
        {
            var empty = Describe(batch, index, chosen);
            empty.Masks = [];
            return empty;
        }

        var prototypes = answer.Prototypes!; // [B, M, h, w]
        var mixtures = MaskMixture.Mix(chosen, rows, prototypes[index]); // [N, h, w]
        var sampler = new MaskSampler(
            (prototypes.Shape[2], prototypes.Shape[3]), (batch.Pixels.Height, batch.Pixels.Width), batch.TransformOf(index), batch.OriginalImages[index],
            new MaskCut(chosen.Count, answer.IsFromProcessor));
        var (kept, masks) = (new List<Candidate>(), new List<Mask>());
        for (var i = 0; i < chosen.Count; i++)
        {
            // An object without a mask is none.
            if (sampler.Sample(mixtures.AsSpan(i * sampler.Length, sampler.Length), chosen[i].Box, Options.RetinaMasks) is { } mask)
            {
                kept.Add(chosen[i]);
                masks.Add(mask);
            }
        }

        var result = Describe(batch, index, kept);
        result.Masks = masks;
        return result;
    }
}

using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Engine.Prediction;
using Yolo.Geometry;
using Yolo.Modules.Heads;
using Yolo.Results;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>
/// Adds the pixels of each object: its coefficients mix the prototypes, and the mixture is sampled at each pixel of the picture within the box.
/// </summary>
/// <remarks>Legend: B pictures, M prototypes, h and w rows and columns of the prototypes, N objects.</remarks>
internal sealed class SegmentationPostprocessor(YoloModel model, PredictOptions options) : Postprocessor(model, options)
{
    /// <inheritdoc/>
    private protected override Result Complete(IReadOnlyList<Candidate> chosen, PredictBatch batch, int index, DecodedRows rows, NetworkOutput output)
    {
        if (chosen.Count == 0)
        {
            var empty = Describe(batch, index, chosen);
            empty.Masks = [];
            return empty;
        }

        var mixtures = MaskMixture.Mix(chosen, rows, output.Prototypes![index]); // [N, h, w]
        var numbers = MemoryMarshal.Cast<byte, float>(mixtures.bytes);
        var sampler = new MaskSampler(
            ((int)mixtures.size(1), (int)mixtures.size(2)), ((int)batch.Input.size(2), (int)batch.Input.size(3)), batch.TransformOf(index), batch.OriginalImages[index],
            new MaskCut(chosen.Count, onProcessor: batch.Input.device_type != DeviceType.CUDA));
        var (kept, masks) = (new List<Candidate>(), new List<Mask>());
        for (var i = 0; i < chosen.Count; i++)
        {
            // An object without a mask is none.
            if (sampler.Sample(numbers.Slice(i * sampler.Length, sampler.Length), chosen[i].Box, Options.RetinaMasks) is { } mask)
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

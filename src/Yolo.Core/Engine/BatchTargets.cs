using Yolo.Data.Loading;
using Yolo.Losses;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>Brings the labels of a batch into the form that losses take.</summary>
/// <remarks>Legend: B pictures, N objects of all of them, h and w rows and columns of the masks.</remarks>
internal static class BatchTargets
{
    /// <summary>The targets of a batch. Tensors belong to the caller's dispose scope.</summary>
    internal static LossTargets Of(SampleBatch samples) => new()
    {
        Images = samples.ObjectSamples,
        Classes = samples.ObjectClasses,
        Boxes = samples.RotatedBoxesNormalized.Length > 0 ? samples.RotatedBoxesNormalized : samples.BoxesXywhNormalized,
        Keypoints = samples.KeypointsNormalized,
        MasksAreMaps = samples.Masks?.AreMaps ?? true,
        Masks = samples.Masks is { } masks ? tensor(masks.Values, [masks.AreMaps ? samples.Count : samples.ObjectClasses.Length, masks.Height, masks.Width]) : null, // [B, h, w] or [N, h, w]
        SemanticClasses = samples.Masks is { } maps ? tensor(maps.Classes, [samples.Count, maps.Height, maps.Width]) : null, // [B, h, w]
    };
}

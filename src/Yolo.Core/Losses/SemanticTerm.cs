using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>How far the classes of cells are from those of the objects there: half cross entropy, half the overlap after Dice.</summary>
/// <remarks>Legend: B images, C classes, H × W size of masks, h × w size of the prediction, N objects.</remarks>
internal static class SemanticTerm
{
    /// <summary>Computes the term.</summary>
    /// <param name="targets">Masks and classes of pixels.</param>
    /// <param name="logits">[B, C, h, w].</param>
    internal static Tensor Compute(PreparedTargets targets, Tensor logits)
    {
        var source = targets.Source;
        var classes = source.SemanticClasses ?? throw new LossException($"The loss of the semantic branch needs the class of each pixel, [B, H, W].");
        var numbers = classes.to(int64).Plus(1); // [B, H, W], 0 is to mean no object
        var marked = Shrink((numbers * Covered(targets, classes)).to(float32), logits.shape[2], logits.shape[3]).to(int64); // [B, h, w]
        var wanted = nn.functional.one_hot(marked, logits.shape[1] + 1).narrow(3, 1, logits.shape[1]).permute(0, 3, 1, 2).to(float32); // [B, C, h, w]
        var values = logits.to(float32); // [B, C, h, w]
        var entropy = (values.Softplus() - (values * wanted)).mean();
        var probabilities = values.sigmoid(); // [B, C, h, w]
        var common = (probabilities * wanted).sum([2L, 3L]); // [B, C]
        var both = probabilities.sum([2L, 3L]).Plus(wanted.sum([2L, 3L])); // [B, C]
        var overlap = common.Times(2).Plus(1) / both.Plus(1); // [B, C]
        var dice = overlap.SubtractedFrom(1); // [B, C]
        return entropy.Plus(dice.mean()).Over(2);
    }

    // 1 where an object covers the pixel, [B, H, W].
    private static Tensor Covered(PreparedTargets targets, Tensor classes)
    {
        var masks = targets.Source.Masks!;
        return targets.Source.MasksAreMaps
            ? masks.UnequalTo(0).to(int64)
            : zeros(classes.shape, int64, classes.device).AddRowsInPlace(0, targets.Table.ImageOf, masks.to(int64)).AtMost(1);
    }

    private static Tensor Shrink(Tensor map, long height, long width) => map.shape[1] == height && map.shape[2] == width
        ? map
        : nn.functional.interpolate(map.unsqueeze(1), [height, width], mode: InterpolationMode.Nearest).squeeze(1); // [B, h, w]
}

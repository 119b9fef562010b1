using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>
/// The end-to-end choice: the most confident pairs of anchor point and class. B images, A anchor points, C classes, E extras, K detections.
/// </summary>
internal static class TopDetections
{
    /// <summary>Chooses.</summary>
    /// <param name="decoded">[B, A, 4+C+E].</param>
    /// <param name="classes">C.</param>
    /// <param name="most">K, or A if that is less.</param>
    /// <returns>[B, K, 6+E]: box, confidence, class, extras, best first. An anchor point may come several times with different classes.</returns>
    public static Tensor Choose(Tensor decoded, int classes, int most)
    {
        var (anchors, width) = (decoded.shape[1], decoded.shape[2]);
        var k = (int)Math.Min(most, anchors);
        var scores = decoded.narrow(2, 4, classes); // [B, A, C]
        var (_, candidates) = scores.amax([2]).topk(k, 1); // [B, K]
        var candidateScores = scores.gather(1, candidates.unsqueeze(2).expand(-1, -1, classes)); // [B, K, C]
        var (best, flat) = candidateScores.flatten(1).topk(k, 1); // [B, K], into K·C
        var chosen = candidates.gather(1, flat.div(classes, RoundingMode.floor)).unsqueeze(2); // [B, K, 1]
        var rows = decoded.gather(1, chosen.expand(-1, -1, width)); // [B, K, 4+C+E]
        var classIndex = flat.remainder(classes).unsqueeze(2).to(decoded.dtype); // [B, K, 1]
        var extras = rows.narrow(2, 4 + classes, width - 4 - classes); // [B, K, E]
        return cat([rows.narrow(2, 0, 4), best.unsqueeze(2), classIndex, extras], 2); // [B, K, 6+E]
    }
}

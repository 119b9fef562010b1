using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The most probable pairs of anchor point and class: from boxes [B, 4, A], probabilities [B, C, A] and, if any, extras [B, E, A] to [B, K, 6+E].</summary>
/// <remarks>Legend: B images, A anchor points, C classes, E extras, K detections.</remarks>
internal sealed record ChooseTopOperation(int Most) : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        var classes = (int)inputs[1].shape[1];
        var decoded = cat([.. inputs.Select(part => part.transpose(1, 2))], 2); // [B, A, 4+C+E]
        var (anchors, width) = (decoded.shape[1], decoded.shape[2]);
        var k = (int)Math.Min(Most, anchors);
        var scores = decoded.narrow(2, 4, classes); // [B, A, C]
        var (_, candidates) = scores.amax([2]).topk(k, 1); // [B, K]
        var candidateScores = scores.gather(1, candidates.unsqueeze(2).expand(-1, -1, classes)); // [B, K, C]
        var (best, flat) = candidateScores.flatten(1).topk(k, 1); // [B, K], into K·C
        var chosen = candidates.gather(1, flat.OverFloored(classes)).unsqueeze(2); // [B, K, 1]
        var rows = decoded.gather(1, chosen.expand(-1, -1, width)); // [B, K, 4+C+E]
        var classIndex = flat.Modulo(classes).unsqueeze(2).to(decoded.dtype); // [B, K, 1]
        var extras = rows.narrow(2, 4 + classes, width - 4 - classes); // [B, K, E]
        return cat([rows.narrow(2, 0, 4), best.unsqueeze(2), classIndex, extras], 2).MoveToOuterDisposeScope(); // [B, K, 6+E]
    }
}

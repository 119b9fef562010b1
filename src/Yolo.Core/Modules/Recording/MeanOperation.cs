using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The mean of each channel, from [B, C, H, W] to [B, C].</summary>
internal sealed record MeanOperation : Operation
{
    // With channels last, as such pictures lie in memory: else their gradients would lie otherwise, for which norms have but a slow way.
    public override Tensor Run(Tensor[] inputs)
    {
        using var last = inputs[0].permute(0, 2, 3, 1); // [B, H, W, C]
        return last.mean([1L, 2L]);
    }
}

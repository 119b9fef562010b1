using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The mean of each channel, from [B, C, H, W] to [B, C].</summary>
internal sealed record MeanOperation : Operation
{
    public override Tensor Run(Tensor[] inputs) => inputs[0].mean([2L, 3L]);
}

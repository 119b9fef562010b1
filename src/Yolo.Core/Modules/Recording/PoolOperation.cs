using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The largest value or the mean of each window of a picture [B, C, H, W].</summary>
internal sealed record PoolOperation(Pool Kind, int Kernel, int Stride, int Padding) : Operation
{
    public override Tensor Run(Tensor[] inputs) => Kind == Pool.Largest
        ? nn.functional.max_pool2d(inputs[0], Kernel, Stride, Padding)
        : nn.functional.avg_pool2d(inputs[0], Kernel, Stride, Padding);
}

using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Each channel of a picture [B, C, H, W] times a number of its own, [C].</summary>
internal sealed record WeighOperation : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        using var weights = inputs[1].view(1, -1, 1, 1);
        return inputs[0] * weights;
    }
}

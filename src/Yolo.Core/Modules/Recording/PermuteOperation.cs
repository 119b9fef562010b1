using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The dimensions in another order.</summary>
internal sealed record PermuteOperation(IReadOnlyList<long> Order) : Operation
{
    public override Tensor Run(Tensor[] inputs) => inputs[0].permute([.. Order]);
}

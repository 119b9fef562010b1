using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Tensors one behind the other.</summary>
internal sealed record ConcatOperation(int Axis) : Operation
{
    public override Tensor Run(Tensor[] inputs) => cat(inputs, Axis);
}

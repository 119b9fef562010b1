using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Probabilities along a dimension.</summary>
internal sealed record SoftmaxOperation(int Axis) : Operation
{
    public override Tensor Run(Tensor[] inputs) => inputs[0].softmax(Axis);
}

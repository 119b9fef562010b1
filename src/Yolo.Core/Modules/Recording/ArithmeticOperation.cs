using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Arithmetic of two tensors; sizes of 1 stretch.</summary>
internal sealed record ArithmeticOperation(Arithmetic Kind) : Operation
{
    public override Tensor Run(Tensor[] inputs) => Kind switch
    {
        Arithmetic.Add => inputs[0].Plus(inputs[1]),
        Arithmetic.Subtract => inputs[0] - inputs[1],
        _ => inputs[0] * inputs[1],
    };
}

using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Arithmetic of a tensor and a number.</summary>
internal sealed record NumberOperation(Arithmetic Kind, double Number) : Operation
{
    public override Tensor Run(Tensor[] inputs) => Kind switch
    {
        Arithmetic.Add => inputs[0].Plus(Number),
        Arithmetic.Subtract => inputs[0].Minus(Number),
        _ => inputs[0].Times(Number),
    };
}

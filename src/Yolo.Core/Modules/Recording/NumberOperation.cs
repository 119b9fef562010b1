using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Arithmetic of a tensor and a number.</summary>
internal sealed record NumberOperation(Arithmetic Kind, double Number) : Operation
{
    public override Tensor Run(Tensor[] inputs) => Kind switch
    {
        Arithmetic.Add => inputs[0] + Number,
        Arithmetic.Subtract => inputs[0] - Number,
        _ => inputs[0] * Number,
    };
}

using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>A function of each number.</summary>
internal sealed record FunctionOperation(Function Kind) : Operation
{
    public override Tensor Run(Tensor[] inputs) => Kind switch
    {
        Function.Sigmoid => inputs[0].sigmoid(),
        Function.Cosine => inputs[0].cos(),
        _ => inputs[0].sin(),
    };
}

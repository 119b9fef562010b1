using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Consecutive parts of a tensor.</summary>
internal sealed record NarrowOperation(int Axis, long Start, long Length) : Operation
{
    public override Tensor Run(Tensor[] inputs) => inputs[0].narrow(Axis, Start, Length);
}

using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Parts of a tensor at equal distances.</summary>
internal sealed record EveryOperation(int Axis, long Start, long Step) : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        var index = new TensorIndex[inputs[0].shape.Length];
        Array.Fill(index, TensorIndex.Colon);
        index[Axis] = TensorIndex.Slice(Start, null, Step);
        return inputs[0][index];
    }
}

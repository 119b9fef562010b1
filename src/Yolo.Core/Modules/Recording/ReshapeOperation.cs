using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The same numbers in another shape: 0 keeps the size of the dimension at this place, one −1 takes what remains.</summary>
internal sealed record ReshapeOperation(IReadOnlyList<long> Shape) : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        // Computed here, because torch cannot tell what remains of an empty batch.
        var from = inputs[0].shape;
        var kept = Enumerable.Range(0, Math.Min(from.Length, Shape.Count)).Where(axis => Shape[axis] == 0).ToHashSet();
        var numbers = from.Where((_, axis) => !kept.Contains(axis)).Aggregate(1L, (a, b) => a * b);
        var named = Shape.Where(size => size > 0).Aggregate(1L, (a, b) => a * b);
        return inputs[0].reshape([.. Shape.Select((size, axis) => size switch { 0 => from[axis], < 0 => numbers / named, _ => size })]);
    }
}

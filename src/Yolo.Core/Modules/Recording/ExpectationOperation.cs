using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The means of the distributions over the four sides of boxes: from logits [B, 4·R, A] and the value of each bin, [1, R, 1, 1], to [B, 4, A].</summary>
/// <remarks>Legend: B images, A anchor points, R bins.</remarks>
internal sealed record ExpectationOperation(int Bins) : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        using var last = inputs[0].transpose(1, 2); // [B, A, 4·R]
        using var sides = last.unflatten(2, 4, Bins); // [B, A, 4, R]
        using var probabilities = sides.softmax(3); // [B, A, 4, R]
        using var values = inputs[1].view(Bins); // [R]
        using var means = probabilities.matmul(values); // [B, A, 4]
        return means.transpose(1, 2); // [B, 4, A]
    }
}

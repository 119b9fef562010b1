using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns.</summary>
public class Parameter : Tensor
{
    /// <summary>Takes over a tensor, which must not be used any more, and its place in a dispose scope.</summary>
    /// <param name="data">The values.</param>
    /// <param name="requires_grad">Whether gradients are recorded for it.</param>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data, requires_grad)
    {
    }
}

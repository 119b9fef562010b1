using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Concatenates several tensors.</summary>
/// <param name="dimension">The dimension along which; 1 are the channels.</param>
public sealed class Concat(int dimension = 1) : nn.Module<Tensor[], Tensor>(nameof(Concat))
{
    /// <summary>The dimension along which tensors are joined.</summary>
    internal int Dimension { get; } = dimension;

    /// <inheritdoc/>
    public override Tensor forward(Tensor[] input) => Operations.Concat(Dimension, input);

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }
}

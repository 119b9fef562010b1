using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One less the cosine of like pairs, the cosine above a margin of unlike ones.</summary>
public sealed class CosineEmbeddingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public CosineEmbeddingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.margin = margin;
    }

    /// <summary>The margin.</summary>
    public double margin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2, Tensor target) => nn.functional.cosine_embedding_loss(input1, input2, target, margin, reduction);
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Distances of like pairs, and what unlike pairs lack to a margin.</summary>
public sealed class HingeEmbeddingLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public HingeEmbeddingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.margin = margin;
    }

    /// <summary>The margin.</summary>
    public double margin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.hinge_embedding_loss(input, target, margin, reduction);
}

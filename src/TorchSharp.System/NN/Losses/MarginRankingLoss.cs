using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the first input lacks to be above the second by a margin.</summary>
public sealed class MarginRankingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public MarginRankingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.margin = margin;
    }

    /// <summary>The margin.</summary>
    public double margin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2, Tensor target) => nn.functional.margin_ranking_loss(input1, input2, target, margin, reduction);
}

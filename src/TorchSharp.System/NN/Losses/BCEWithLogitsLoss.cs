using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The cross entropy of sigmoids.</summary>
public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
        : base(weight, reduction)
    {
        this.pos_weights = pos_weights;
    }

    /// <summary>The weight of the positive part of each class.</summary>
    public Tensor? pos_weights { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}

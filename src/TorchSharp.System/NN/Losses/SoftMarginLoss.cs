using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 + exp(-target·input)).</summary>
public sealed class SoftMarginLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public SoftMarginLoss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.soft_margin_loss(input, target, reduction);
}

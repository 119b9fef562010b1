using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The Kullback-Leibler divergence of logarithmic probabilities and targets.</summary>
public sealed class KLDivLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public KLDivLoss(bool log_target = true, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.log_target = log_target;
    }

    /// <summary>Whether targets are logarithms.</summary>
    public bool log_target { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.kl_div(input, target, log_target, reduction);
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Half of squared differences, above delta the line that continues them.</summary>
public sealed class HuberLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public HuberLoss(double delta = 1, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.delta = delta;
    }

    /// <summary>Where the line begins.</summary>
    public double delta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.huber_loss(input, target, delta, reduction);
}

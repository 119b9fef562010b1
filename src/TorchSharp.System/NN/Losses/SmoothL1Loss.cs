using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Absolute differences, rounded off near zero.</summary>
public sealed class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1)
        : base(reduction)
    {
        this.beta = beta;
    }

    /// <summary>Where the line begins.</summary>
    public double beta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The negative logarithmic probability of counts.</summary>
public sealed class PoissonNLLLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1E-08f, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.eps = eps;
        this.full = full;
        this.log_input = log_input;
    }

    /// <summary>What keeps logarithms from zero.</summary>
    public float eps { get; }

    /// <summary>Whether Stirling's term counts.</summary>
    public bool full { get; }

    /// <summary>Whether the input is a logarithm.</summary>
    public bool log_input { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.poisson_nll_loss(input, target, log_input, full, eps, reduction);
}

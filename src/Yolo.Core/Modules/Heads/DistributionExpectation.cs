using TorchSharp.Modules;
using Yolo.Modules.Recording;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>
/// Turns the distribution over bins that is predicted for each side of a box into its mean. B images, A anchor points, R bins.
/// </summary>
internal sealed class DistributionExpectation : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly int bins;

    /// <summary>Makes the module; its weights are 0, 1, … and are not trained.</summary>
    /// <param name="bins">R.</param>
    public DistributionExpectation(int bins)
        : base("DFL")
    {
        this.bins = bins;
        conv = nn.Conv2d(bins, 1, 1, bias: false);
        using (no_grad())
        using (NewDisposeScope())
        {
            conv.weight.copy_(TensorFunctions.Range(bins, float32).view(1, bins, 1, 1));
        }

        conv.weight.requires_grad = false;
        register_module("conv", conv);
    }

    /// <summary>R.</summary>
    public int Bins => bins;

    /// <summary>The means.</summary>
    /// <param name="input">[B, 4·R, A], logits.</param>
    /// <returns>[B, 4, A], in cells.</returns>
    public override Tensor forward(Tensor input) => Operations.Run(new ExpectationOperation(bins), input, conv.weight);

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }
}

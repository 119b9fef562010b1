using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary><see cref="Activation.LeakyReLU"/> as a layer of its own.</summary>
/// <param name="negativeSlope">The factor on the negative side.</param>
internal sealed class LeakyReluLayer(double negativeSlope = 0.01) : Block("LeakyReLU")
{
    private readonly Activation activation = Activation.LeakyReLU(negativeSlope);

    /// <summary>The factor on the negative side.</summary>
    public double NegativeSlope => activation.NegativeSlope!.Value;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Operations.Run(new ActivateOperation(activation, GivenAway: false), input);
}

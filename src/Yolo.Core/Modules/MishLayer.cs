using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary><see cref="Activation.Mish"/> as a layer of its own.</summary>
internal sealed class MishLayer() : Block("Mish")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Operations.Run(new ActivateOperation(Activation.Mish, GivenAway: false), input);
}

using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>An activation; a tensor that is given away is changed in place where that is possible.</summary>
internal sealed record ActivateOperation(Activation Activation, bool GivenAway) : Operation
{
    public override Tensor Run(Tensor[] inputs) => GivenAway ? Activation.ApplyTo(inputs[0]) : Activation.Of(inputs[0]);
}

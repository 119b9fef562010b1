using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>A picture at the size of another, each pixel from the nearest.</summary>
internal sealed record ResizeLikeOperation : Operation
{
    public override Tensor Run(Tensor[] inputs) => nn.functional.interpolate(inputs[0], [inputs[1].shape[2], inputs[1].shape[3]]);
}

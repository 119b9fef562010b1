using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The same numbers under another name, so that they can be disposed apart.</summary>
internal sealed record AliasOperation : Operation
{
    public override Tensor Run(Tensor[] inputs) => inputs[0].alias();
}

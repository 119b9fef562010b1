using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>The sum with a tensor that is given away: where no gradient is needed it becomes the result.</summary>
internal sealed record AddToOperation : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        var (owned, other) = (inputs[0], inputs[1]);
        if (!owned.requires_grad && !other.requires_grad)
        {
            return owned.AddInPlace(other);
        }

        using (owned)
        {
            return owned.Plus(other);
        }
    }
}

using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>From [B, h, s, N] or [B, h, a, s, N/a] to a picture [B, h·s, H, W] of the size of another, channels-last in memory.</summary>
/// <remarks>Legend: B images, H and W size of a picture, N = H·W, h heads, s numbers of a head, a areas.</remarks>
internal sealed record FromHeadsOperation : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        var (perHead, picture) = (inputs[0].shape, inputs[1].shape);
        var channels = perHead[1] * perHead[^2];
        using var tokens = perHead.Length == 4 ? inputs[0].permute(0, 3, 1, 2) : inputs[0].permute(0, 2, 4, 1, 3); // [B, N, h, s] or [B, a, N/a, h, s]
        using var last = tokens.reshape(perHead[0], picture[2], picture[3], channels); // [B, H, W, h·s]
        return last.permute(0, 3, 1, 2);
    }
}

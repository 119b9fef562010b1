using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>From a picture [B, h·s, H, W] to [B, h, s, N], or with several areas [B, h, a, s, N/a]; in memory as channels-last pictures are.</summary>
/// <remarks>Legend: B images, H and W size of a picture, N = H·W, h heads, s numbers of a head, a areas.</remarks>
internal sealed record ToHeadsOperation(int Heads, int Areas) : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        var shape = inputs[0].shape;
        var (batch, places, size) = (shape[0], shape[2] * shape[3], shape[1] / Heads);
        using var last = inputs[0].permute(0, 2, 3, 1); // [B, H, W, h·s]
        using var tokens = Areas == 1
            ? last.reshape(batch, places, Heads, size) // [B, N, h, s]
            : last.reshape(batch, Areas, places / Areas, Heads, size); // [B, a, N/a, h, s]
        return Areas == 1 ? tokens.permute(0, 2, 3, 1) : tokens.permute(0, 3, 1, 4, 2);
    }
}

using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Scaled dot-product attention with places last: query and key […, k, N], value […, s, N], result […, s, N].</summary>
/// <remarks>Legend: … images, heads and areas, N places, k and s numbers of a head.</remarks>
internal sealed record AttendOperation : Operation
{
    public override Tensor Run(Tensor[] inputs)
    {
        using var query = inputs[0].transpose(-2, -1); // […, N, k]
        using var products = query.matmul(inputs[1]); // […, N, N]
        using var scaled = products.Times(Math.Pow(inputs[0].shape[^2], -0.5));
        using var weights = scaled.softmax(-1); // […, N, N]
        using var values = inputs[2].transpose(-2, -1); // […, N, s]
        using var attended = weights.matmul(values); // […, N, s]
        return attended.transpose(-2, -1);
    }
}

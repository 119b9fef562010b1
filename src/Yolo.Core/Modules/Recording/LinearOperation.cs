using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>A linear function of each token: from [B, N, I], weights [O, I] and biases [O] to [B, N, O].</summary>
/// <remarks>Legend: B images, N tokens, I and O numbers of a token.</remarks>
internal sealed record LinearOperation : Operation
{
    public override Tensor Run(Tensor[] inputs) => nn.functional.linear(inputs[0], inputs[1], inputs[2]);
}

using TorchSharp;
using Yolo.Modules.Heads;

namespace Yolo.Models;

/// <summary>What a model says about a batch, whatever computed it. It is good until it is disposed.</summary>
/// <param name="Decoded">[B, 4 + C + E, A], [B, K, 6 + E] of an end-to-end head, [B, C] of a classifier; see <see cref="NetworkOutput.Decoded"/>.</param>
/// <param name="Prototypes">Of masks: [B, M, h, w]; null without masks.</param>
/// <remarks>Legend: B pictures, C classes, E extras, A anchor points, K rows of an end-to-end head, M prototypes, h and w their rows and columns.</remarks>
internal sealed record ModelAnswer(DenseNumbers Decoded, DenseNumbers? Prototypes = null) : IDisposable
{
    /// <summary>What the head saw at each anchor point, [B, A, F], F numbers by which objects that look alike are alike; null unless that was asked.</summary>
    internal DenseNumbers? Appearances { get; init; }

    /// <summary>Whether a processor computed it; the reference cuts masks in another way there.</summary>
    internal bool IsFromProcessor { get; init; } = true;

    /// <summary>That of a network, which belongs to the caller's dispose scope.</summary>
    internal static ModelAnswer Of(NetworkOutput output) => new(DenseNumbers.Of(output.Decoded!), output.Prototypes is { } prototypes ? DenseNumbers.Of(prototypes) : null)
    {
        IsFromProcessor = output.Decoded!.device_type != DeviceType.CUDA,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Decoded.Dispose();
        Prototypes?.Dispose();
        Appearances?.Dispose();
    }
}

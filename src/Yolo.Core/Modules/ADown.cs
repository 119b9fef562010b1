using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Halves the picture: the mean of 2×2 neighbours, then half of the channels by convolution, half by max pooling.</summary>
public sealed class ADown : Block
{
    private readonly Conv strided;
    private readonly Conv pooled;
    private readonly int half;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels, even.</param>
    /// <param name="outputs">Output channels, even.</param>
    public ADown(int inputs, int outputs)
        : base(nameof(ADown))
    {
        half = inputs / 2;
        strided = Register("cv1", new Conv(half, outputs / 2, 3, 2, 1));
        pooled = Register("cv2", new Conv(half, outputs / 2, 1, 1, 0));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var smooth = Operations.AveragePool(input, 2, 1, 0); // [B, C, H−1, W−1]
        using var first = Operations.Narrow(smooth, 1, 0, half);
        using var second = Operations.Narrow(smooth, 1, half, half);
        using var largest = Operations.MaxPool(second, 3, 2, 1); // [B, C/2, H/2, W/2]
        return Channels.Join(strided.call(first), pooled.call(largest)); // [B, outputs, H/2, W/2]
    }
}

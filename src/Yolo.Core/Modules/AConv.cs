using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Halves the picture: the mean of 2×2 neighbours, then a convolution with stride 2.</summary>
public sealed class AConv : Block
{
    private readonly Conv conv;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    public AConv(int inputs, int outputs)
        : base(nameof(AConv))
    {
        conv = Register("cv1", new Conv(inputs, outputs, 3, 2, 1));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var smooth = Operations.AveragePool(input, 2, 1, 0); // [B, C, H−1, W−1]
        return conv.call(smooth); // [B, outputs, H/2, W/2]
    }
}

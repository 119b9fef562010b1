using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Half of the outputs come from a convolution, the other half from a cheap depthwise one over the first half.</summary>
public sealed class GhostConv : Block
{
    private readonly Conv primary;
    private readonly Conv cheap;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels, even.</param>
    /// <param name="kernel">Kernel of the first convolution; null: 1.</param>
    /// <param name="stride">Its stride; null: 1.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="activation">Null: the default of the network.</param>
    public GhostConv(int inputs, int outputs, Extent? kernel = null, Extent? stride = null, int groups = 1, Activation? activation = null)
        : base(nameof(GhostConv))
    {
        var half = outputs / 2;
        primary = Register("cv1", new Conv(inputs, half, kernel, stride, null, groups, activation: activation));
        cheap = Register("cv2", new Conv(half, half, 5, groups: half, activation: activation));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var half = primary.call(input);
        return Channels.Join(half, cheap.call(half));
    }
}

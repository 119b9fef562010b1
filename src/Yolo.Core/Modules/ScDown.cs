using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Changes the channels with a 1×1 convolution, then the size with a depthwise one.</summary>
public sealed class ScDown : Block
{
    private readonly Conv pointwise;
    private readonly Conv depthwise;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Kernel of the depthwise convolution.</param>
    /// <param name="stride">Its stride.</param>
    public ScDown(int inputs, int outputs, Extent kernel, Extent stride)
        : base("SCDown")
    {
        pointwise = Register("cv1", new Conv(inputs, outputs));
        depthwise = Register("cv2", new Conv(outputs, outputs, kernel, stride, null, outputs, activation: Activation.Identity));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var mixed = pointwise.call(input);
        return depthwise.call(mixed);
    }
}

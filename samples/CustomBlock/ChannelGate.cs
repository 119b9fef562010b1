using Yolo.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace CustomBlock;

/// <summary>Lets each channel through as far as the whole picture wants it: a squeeze-and-excitation gate behind a convolution.</summary>
internal sealed class ChannelGate : Block
{
    private readonly Conv features;
    private readonly Conv gate;
    private readonly int channels;

    internal ChannelGate(int inputs, int outputs)
        : base(nameof(ChannelGate))
    {
        channels = outputs;
        features = Register("cv1", new Conv(inputs, outputs, 3));
        gate = Register("cv2", new Conv(outputs, outputs, 1));
    }

    // Computed with Operations instead of torch itself, so that the block can be exported, too.
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var seen = features.call(input); // [B, C, H, W]
        var mean = Operations.Reshape(Operations.Mean(seen), -1, channels, 1, 1); // [B, C, 1, 1]
        var wanted = Operations.Sigmoid(gate.call(mean)); // [B, C, 1, 1]
        return Operations.Multiply(seen, wanted).MoveToOuterDisposeScope(); // [B, C, H, W]
    }
}

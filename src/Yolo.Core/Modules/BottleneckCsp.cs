using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>A row of bottlenecks and a way past it, joined, normalised together and merged: the form before C3.</summary>
public sealed class BottleneckCsp : Block
{
    private readonly Conv enter;
    private readonly Conv2d bypass;
    private readonly Conv2d leave;
    private readonly Conv merge;
    private readonly BatchNormalization norm;
    private readonly Sequential row;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">Bottlenecks in the row.</param>
    /// <param name="shortcut">Whether bottlenecks add their input.</param>
    /// <param name="groups">Groups of their second convolution.</param>
    /// <param name="expansion">Channels of each way as a part of the outputs.</param>
    public BottleneckCsp(int inputs, int outputs, int repeats = 1, bool shortcut = true, int groups = 1, double expansion = 0.5)
        : base("BottleneckCSP")
    {
        var hidden = Channels.Hidden(outputs, expansion);
        enter = Register("cv1", new Conv(inputs, hidden));
        bypass = Register("cv2", nn.Conv2d(inputs, hidden, 1, bias: false));
        leave = Register("cv3", nn.Conv2d(hidden, hidden, 1, bias: false));
        merge = Register("cv4", new Conv(2 * hidden, outputs));
        norm = Register("bn", new BatchNormalization(2 * hidden));
        row = Register("m", Channels.Row(Channels.Repeat(repeats, () => new Bottleneck(hidden, hidden, shortcut, groups, null, 1))));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var entered = enter.call(input);
        using var worked = row.call(entered);
        using var joined = Channels.Join(leave.call(worked), bypass.call(input)); // [B, 2·hidden, H, W]
        using var activated = Activation.SiLU.Apply(norm.call(joined));
        return merge.call(activated);
    }
}

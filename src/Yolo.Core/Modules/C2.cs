using TorchSharp.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Half of the channels go through a row of bottlenecks, half pass by.</summary>
public sealed class C2 : Block
{
    private readonly Conv split;
    private readonly Conv merge;
    private readonly Sequential row;
    private readonly int hidden;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">Bottlenecks in the row.</param>
    /// <param name="shortcut">Whether bottlenecks add their input.</param>
    /// <param name="groups">Groups of their second convolution.</param>
    /// <param name="expansion">Channels of a half as a part of the outputs.</param>
    public C2(int inputs, int outputs, int repeats = 1, bool shortcut = true, int groups = 1, double expansion = 0.5)
        : base(nameof(C2))
    {
        hidden = Channels.Hidden(outputs, expansion);
        split = Register("cv1", new Conv(inputs, 2 * hidden));
        merge = Register("cv2", new Conv(2 * hidden, outputs));
        row = Register("m", Channels.Row(Channels.Repeat(repeats, () => new Bottleneck(hidden, hidden, shortcut, groups, (3, 3), 1))));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var both = split.call(input); // [B, 2·hidden, H, W]
        using var worked = Operations.Narrow(both, 1, 0, hidden);
        using var joined = Channels.Join(row.call(worked), Operations.Narrow(both, 1, hidden, hidden));
        return merge.call(joined);
    }
}

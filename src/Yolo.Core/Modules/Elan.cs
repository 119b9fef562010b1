using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Two halves of the channels, and two modules one after the other on the second half; all four are merged.</summary>
public abstract class Elan : Block
{
    private readonly int half;
    private readonly Conv split;
    private readonly nn.Module<Tensor, Tensor> first;
    private readonly nn.Module<Tensor, Tensor> second;
    private readonly Conv merge;

    private protected Elan(
        string name,
        int inputs,
        int outputs,
        int splitChannels,
        int workChannels,
        Func<int, int, nn.Module<Tensor, Tensor>> makeInner)
        : base(name)
    {
        half = splitChannels / 2;
        split = Register("cv1", new Conv(inputs, splitChannels));
        first = Register("cv2", makeInner(half, workChannels));
        second = Register("cv3", makeInner(workChannels, workChannels));
        merge = Register("cv4", new Conv(splitChannels + (2 * workChannels), outputs));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var both = split.call(input); // [B, 2·half, H, W]
        using var worked = Operations.Narrow(both, 1, half, half); // [B, half, H, W]
        var once = first.call(worked);
        using var joined = Channels.Join(both, once, second.call(once));
        return merge.call(joined);
    }
}

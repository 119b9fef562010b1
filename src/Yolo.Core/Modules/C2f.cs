using TorchSharp.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Half of the channels go through a row of modules; the output of each, and both halves, are merged.</summary>
public class C2f : Block
{
    private readonly Conv split;
    private readonly Conv merge;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> row;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">Bottlenecks in the row.</param>
    /// <param name="shortcut">Whether bottlenecks add their input.</param>
    /// <param name="groups">Groups of their second convolution.</param>
    /// <param name="expansion">Channels of a half as a part of the outputs.</param>
    public C2f(int inputs, int outputs, int repeats = 1, bool shortcut = false, int groups = 1, double expansion = 0.5)
        : this(nameof(C2f), inputs, outputs, repeats, expansion, hidden => new Bottleneck(hidden, hidden, shortcut, groups, (3, 3), 1))
    {
    }

    private protected C2f(string name, int inputs, int outputs, int repeats, double expansion, Func<int, nn.Module<Tensor, Tensor>> makeInner)
        : base(name)
    {
        HiddenChannels = Channels.Hidden(outputs, expansion);
        split = Register("cv1", new Conv(inputs, 2 * HiddenChannels));
        merge = Register("cv2", new Conv((2 + repeats) * HiddenChannels, outputs));
        row = Register("m", new ModuleList<nn.Module<Tensor, Tensor>>(Channels.Repeat(repeats, () => makeInner(HiddenChannels))));
    }

    /// <summary>Channels of a half.</summary>
    internal int HiddenChannels { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var parts = new Tensor[row.Count + 1];
        parts[0] = split.call(input); // [B, 2·hidden, H, W]
        using var half = Operations.Narrow(parts[0], 1, HiddenChannels, HiddenChannels); // [B, hidden, H, W]
        for (var i = 0; i < row.Count; i++)
        {
            parts[i + 1] = row[i].call(i == 0 ? half : parts[i]);
        }

        using var joined = Channels.Join(parts); // [B, (2+repeats)·hidden, H, W]
        return merge.call(joined);
    }
}

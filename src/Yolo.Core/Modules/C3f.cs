using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>C3 that merges the output of every bottleneck of its row.</summary>
public sealed class C3f : Block
{
    private readonly Conv enter;
    private readonly Conv bypass;
    private readonly Conv merge;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> row;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">Bottlenecks in the row.</param>
    /// <param name="shortcut">Whether bottlenecks add their input.</param>
    /// <param name="groups">Groups of their second convolution.</param>
    /// <param name="expansion">Channels of each way as a part of the outputs.</param>
    public C3f(int inputs, int outputs, int repeats = 1, bool shortcut = false, int groups = 1, double expansion = 0.5)
        : base(nameof(C3f))
    {
        var hidden = Channels.Hidden(outputs, expansion);
        enter = Register("cv1", new Conv(inputs, hidden));
        bypass = Register("cv2", new Conv(inputs, hidden));
        merge = Register("cv3", new Conv((2 + repeats) * hidden, outputs));
        row = Register("m", new ModuleList<nn.Module<Tensor, Tensor>>(
            Channels.Repeat(repeats, () => (nn.Module<Tensor, Tensor>)new Bottleneck(hidden, hidden, shortcut, groups, (3, 3), 1))));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var parts = new Tensor[row.Count + 2];
        parts[0] = bypass.call(input);
        parts[1] = enter.call(input);
        for (var i = 0; i < row.Count; i++)
        {
            parts[i + 2] = row[i].call(parts[i + 1]);
        }

        using var joined = Channels.Join(parts); // [B, (2+repeats)·hidden, H, W]
        return merge.call(joined);
    }
}

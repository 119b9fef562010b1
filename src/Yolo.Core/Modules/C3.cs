using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>One 1×1 convolution leads through a row of modules, a second one passes by; both are merged.</summary>
public class C3 : Block
{
    private readonly Conv enter;
    private readonly Conv bypass;
    private readonly Conv merge;
    private readonly nn.Module<Tensor, Tensor> row;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">Bottlenecks (1×1, then 3×3) in the row.</param>
    /// <param name="shortcut">Whether bottlenecks add their input.</param>
    /// <param name="groups">Groups of their second convolution.</param>
    /// <param name="expansion">Channels of each way as a part of the outputs.</param>
    public C3(int inputs, int outputs, int repeats = 1, bool shortcut = true, int groups = 1, double expansion = 0.5)
        : this(nameof(C3), inputs, outputs, expansion, Bottlenecks(repeats, shortcut, groups, (1, 3)))
    {
    }

    private protected C3(string name, int inputs, int outputs, double expansion, Func<int, nn.Module<Tensor, Tensor>> makeRow)
        : base(name)
    {
        var hidden = Channels.Hidden(outputs, expansion);
        enter = Register("cv1", new Conv(inputs, hidden));
        bypass = Register("cv2", new Conv(inputs, hidden));
        merge = Register("cv3", new Conv(2 * hidden, outputs));
        row = Register("m", makeRow(hidden));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var entered = enter.call(input);
        using var joined = Channels.Join(row.call(entered), bypass.call(input)); // [B, 2·hidden, H, W]
        return merge.call(joined);
    }

    private protected static Func<int, nn.Module<Tensor, Tensor>> Bottlenecks(int repeats, bool shortcut, int groups, (Extent First, Extent Second) kernels) =>
        hidden => Channels.Row(Channels.Repeat(repeats, () => new Bottleneck(hidden, hidden, shortcut, groups, kernels, 1)));
}

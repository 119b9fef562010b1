using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>A row of <see cref="RepConv"/> with a 1×1 convolution of the input added.</summary>
public sealed class RepC3 : Block
{
    private readonly Conv enter;
    private readonly Conv bypass;
    private readonly Sequential row;
    private readonly nn.Module<Tensor, Tensor> merge;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">Convolutions in the row.</param>
    /// <param name="expansion">Hidden channels as a part of the outputs.</param>
    public RepC3(int inputs, int outputs, int repeats = 3, double expansion = 1)
        : base(nameof(RepC3))
    {
        var hidden = Channels.Hidden(outputs, expansion);
        enter = Register("cv1", new Conv(inputs, hidden));
        bypass = Register("cv2", new Conv(inputs, hidden));
        row = Register("m", Channels.Row(Channels.Repeat(repeats, () => new RepConv(hidden, hidden))));
        merge = Register<nn.Module<Tensor, Tensor>>("cv3", hidden == outputs ? nn.Identity() : new Conv(hidden, outputs));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var entered = enter.call(input);
        using var passed = bypass.call(input);
        using var sum = Channels.Add(row.call(entered), passed);
        return merge.call(sum);
    }
}

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Two ghost convolutions with the input, brought to the same shape, added.</summary>
public sealed class GhostBottleneck : Block
{
    private readonly Sequential row;
    private readonly nn.Module<Tensor, Tensor> shortcut;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels; equal to the inputs at stride 1.</param>
    /// <param name="kernel">Kernel of the depthwise convolutions; null: 3.</param>
    /// <param name="stride">1 or 2.</param>
    public GhostBottleneck(int inputs, int outputs, Extent? kernel = null, int stride = 1)
        : base(nameof(GhostBottleneck))
    {
        var hidden = outputs / 2;
        var size = kernel ?? 3;
        row = Register("conv", Channels.Row(
            new GhostConv(inputs, hidden),
            stride == 2 ? Conv.Depthwise(hidden, hidden, size, stride, activation: Activation.Identity) : nn.Identity(),
            new GhostConv(hidden, outputs, activation: Activation.Identity)));
        shortcut = Register<nn.Module<Tensor, Tensor>>("shortcut", stride == 2
            ? Channels.Row(
                Conv.Depthwise(inputs, inputs, size, stride, activation: Activation.Identity),
                new Conv(inputs, outputs, activation: Activation.Identity))
            : nn.Identity());
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var passed = shortcut.call(input);
        return Channels.Add(row.call(input), passed);
    }
}

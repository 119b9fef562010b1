using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Depthwise and 1×1 convolutions in turn, with the input added if the channels agree.</summary>
public sealed class Cib : Block
{
    private readonly Sequential row;
    private readonly bool add;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="shortcut">Whether to add the input where inputs and outputs agree.</param>
    /// <param name="expansion">Half of the hidden channels as a part of the outputs.</param>
    /// <param name="largeKernel">Whether the middle convolution is 7×7 and not 3×3.</param>
    public Cib(int inputs, int outputs, bool shortcut = true, double expansion = 0.5, bool largeKernel = false)
        : base("CIB")
    {
        var hidden = 2 * Channels.Hidden(outputs, expansion);
        row = Register("cv1", Channels.Row(
            new Conv(inputs, inputs, 3, groups: inputs),
            new Conv(inputs, hidden),
            largeKernel ? new RepVggDepthwise(hidden) : new Conv(hidden, hidden, 3, groups: hidden),
            new Conv(hidden, outputs),
            new Conv(outputs, outputs, 3, groups: outputs)));
        add = shortcut && inputs == outputs;
    }

    /// <summary>Whether the input is added.</summary>
    internal bool HasShortcut => add;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var result = row.call(input);
        return add ? Channels.Add(result, input) : result;
    }
}

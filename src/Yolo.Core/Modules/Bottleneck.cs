using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Two convolutions, the first to fewer channels, with the input added if the channels agree.</summary>
public class Bottleneck : Block
{
    private readonly Block first;
    private readonly Conv second;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="shortcut">Whether to add the input where inputs and outputs agree.</param>
    /// <param name="groups">Groups of the second convolution.</param>
    /// <param name="kernels">The two kernels; null: 3 and 3.</param>
    /// <param name="expansion">Hidden channels as a part of the outputs.</param>
    public Bottleneck(int inputs, int outputs, bool shortcut = true, int groups = 1, (Extent First, Extent Second)? kernels = null, double expansion = 0.5)
        : this(nameof(Bottleneck), inputs, outputs, shortcut, groups, kernels ?? (3, 3), expansion, (hidden, kernel) => new Conv(inputs, hidden, kernel))
    {
    }

    private protected Bottleneck(
        string name,
        int inputs,
        int outputs,
        bool shortcut,
        int groups,
        (Extent First, Extent Second) kernels,
        double expansion,
        Func<int, Extent, Block> makeFirst)
        : base(name)
    {
        var hidden = Channels.Hidden(outputs, expansion);
        first = Register("cv1", makeFirst(hidden, kernels.First));
        second = Register("cv2", new Conv(hidden, outputs, kernels.Second, groups: groups));
        HasShortcut = shortcut && inputs == outputs;
    }

    /// <summary>Whether the input is added.</summary>
    internal bool HasShortcut { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var hidden = first.call(input);
        var result = second.call(hidden);
        return HasShortcut ? Channels.Add(result, input) : result;
    }
}

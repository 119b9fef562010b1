using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Max pooling several times in a row, all results merged: a fast pyramid of growing windows.</summary>
public sealed class Sppf : Block
{
    private readonly Conv reduce;
    private readonly Conv merge;
    private readonly int kernel;
    private readonly int times;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Window of each pooling, odd.</param>
    /// <param name="times">Poolings in a row.</param>
    /// <param name="shortcut">Whether to add the input where inputs and outputs agree.</param>
    public Sppf(int inputs, int outputs, int kernel = 5, int times = 3, bool shortcut = false)
        : base("SPPF")
    {
        var hidden = inputs / 2;
        reduce = Register("cv1", new Conv(inputs, hidden, activation: Activation.Identity));
        merge = Register("cv2", new Conv(hidden * (times + 1), outputs));
        this.kernel = kernel;
        this.times = times;
        HasShortcut = shortcut && inputs == outputs;
    }

    /// <summary>Whether the input is added.</summary>
    internal bool HasShortcut { get; }

    /// <summary>Poolings in a row.</summary>
    internal int Times => times;

    /// <summary>Window of each pooling.</summary>
    internal int Kernel => kernel;

    /// <summary>
    /// The first convolution. Networks of today's family train it without activation, older ones had SiLU there, and a state dictionary does not
    /// tell which: whoever loads an older checkpoint sets <see cref="Conv.Activation"/>.
    /// </summary>
    internal Conv Reduction => reduce;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var parts = new Tensor[times + 1];
        parts[0] = reduce.call(input);
        for (var i = 1; i <= times; i++)
        {
            parts[i] = Pooling.Max(parts[i - 1], kernel);
        }

        using var joined = Channels.Join(parts);
        var result = merge.call(joined);
        return HasShortcut ? Channels.Add(result, input) : result;
    }
}

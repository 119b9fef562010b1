using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Attention, then two 1×1 convolutions, each with its input added.</summary>
public sealed class PsaBlock : Block
{
    private readonly SelfAttention attention;
    private readonly Sequential feedForward;
    private readonly bool add;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="channels">Input and output channels.</param>
    /// <param name="ratio">Keys of a head as a part of its values.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="shortcut">Whether inputs are added.</param>
    public PsaBlock(int channels, double ratio = 0.5, int heads = 4, bool shortcut = true)
        : base("PSABlock")
    {
        attention = Register("attn", new SelfAttention(channels, heads, ratio));
        feedForward = Register("ffn", FeedForward(channels));
        add = shortcut;
    }

    /// <summary>Whether inputs are added.</summary>
    internal bool HasShortcut => add;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var attended = attention.call(input);
        using var middle = add ? Channels.Add(attended, input) : attended;
        var result = feedForward.call(middle);
        return add ? Channels.Add(result, middle) : result;
    }

    internal static Sequential FeedForward(int channels) =>
        Channels.Row(new Conv(channels, 2 * channels), new Conv(2 * channels, channels, activation: Activation.Identity));
}

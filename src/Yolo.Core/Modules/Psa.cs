using TorchSharp.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Half of the channels go through attention, half pass by.</summary>
public sealed class Psa : Block
{
    private readonly Conv split;
    private readonly Conv merge;
    private readonly SelfAttention attention;
    private readonly Sequential feedForward;
    private readonly int hidden;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels, which the outputs equal.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="expansion">Channels of a half as a part of the inputs.</param>
    /// <exception cref="ArgumentException">Inputs and outputs differ.</exception>
    public Psa(int inputs, int outputs, double expansion = 0.5)
        : base("PSA")
    {
        if (inputs != outputs)
        {
            throw new ArgumentException(FormattableString.Invariant($"PSA needs as many outputs as inputs: {inputs} enter, {outputs} are asked for."));
        }

        hidden = Channels.Hidden(inputs, expansion);
        split = Register("cv1", new Conv(inputs, 2 * hidden));
        merge = Register("cv2", new Conv(2 * hidden, inputs));
        attention = Register("attn", new SelfAttention(hidden, Math.Max(hidden / 64, 1)));
        feedForward = Register("ffn", PsaBlock.FeedForward(hidden));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var both = split.call(input); // [B, 2·hidden, H, W]
        using var second = Operations.Narrow(both, 1, hidden, hidden);
        using var attended = Channels.Add(attention.call(second), second);
        using var joined = Channels.Join(Operations.Narrow(both, 1, 0, hidden), Channels.Add(feedForward.call(attended), attended));
        return merge.call(joined);
    }
}

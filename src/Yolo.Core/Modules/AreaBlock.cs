using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary><see cref="AreaAttention"/>, then two 1×1 convolutions, each with its input added.</summary>
public sealed class AreaBlock : Block
{
    private readonly AreaAttention attention;
    private readonly Sequential feedForward;

    /// <summary>Makes the block with fresh weights, drawn from a narrow normal distribution.</summary>
    /// <param name="channels">Input and output channels.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="expansion">Hidden channels as a multiple of the channels.</param>
    /// <param name="areas">Horizontal stripes of the attention.</param>
    public AreaBlock(int channels, int heads, double expansion = 1.2, int areas = 1)
        : base("ABlock")
    {
        attention = Register("attn", new AreaAttention(channels, heads, areas));
        var hidden = (int)(channels * expansion);
        feedForward = Register("mlp", Channels.Row(new Conv(channels, hidden), new Conv(hidden, channels, activation: Activation.Identity)));
        using var noGradient = no_grad();
        foreach (var conv in modules().OfType<Conv2d>())
        {
            nn.init.normal_(conv.weight, 0, 0.02);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var attended = Channels.Add(attention.call(input), input);
        return Channels.Add(feedForward.call(attended), attended);
    }
}

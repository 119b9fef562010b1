using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Attention of every cell to every other, with a depthwise convolution that tells where a cell lies.</summary>
/// <remarks>Legend: B images, C channels, H and W cells, N = H·W, h heads, d values of a head, k keys of a head.</remarks>
public sealed class SelfAttention : Block
{
    private readonly Conv project;
    private readonly Conv combine;
    private readonly Conv position;
    private readonly int heads;
    private readonly int values;
    private readonly int keys;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="channels">C, a multiple of the heads.</param>
    /// <param name="heads">h.</param>
    /// <param name="ratio">Keys of a head as a part of its values.</param>
    public SelfAttention(int channels, int heads = 8, double ratio = 0.5)
        : base("Attention")
    {
        this.heads = heads;
        values = channels / heads;
        keys = (int)(values * ratio);
        project = Register("qkv", new Conv(channels, channels + (2 * keys * heads), activation: Activation.Identity));
        combine = Register("proj", new Conv(channels, channels, activation: Activation.Identity));
        position = Register("pe", new Conv(channels, channels, 3, 1, groups: channels, activation: Activation.Identity));
    }

    /// <summary>h.</summary>
    public int Heads => heads;

    /// <summary>d.</summary>
    public int ValuesOfAHead => values;

    /// <summary>k.</summary>
    public int KeysOfAHead => keys;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (batch, height, width) = (input.shape[0], input.shape[2], input.shape[3]);
        var tokens = project.call(input).permute(0, 2, 3, 1).reshape(batch, height * width, heads, (2 * keys) + values).transpose(1, 2); // [B, h, N, 2k+d]
        var query = tokens.narrow(3, 0, keys); // [B, h, N, k]
        var key = tokens.narrow(3, keys, keys); // [B, h, N, k]
        var value = tokens.narrow(3, 2 * keys, values); // [B, h, N, d]
        var weights = (query.matmul(key.transpose(2, 3)) * Math.Pow(keys, -0.5)).softmax(3); // [B, h, N, N]
        var attended = Picture(weights.matmul(value), height, width); // [B, C, H, W]
        var located = position.call(Picture(value, height, width)); // [B, C, H, W]
        return combine.call(Channels.Add(attended, located)).MoveToOuterDisposeScope();
    }

    // [B, h, N, d] → [B, C, H, W], channels-last in memory.
    private Tensor Picture(Tensor perHead, long height, long width) =>
        perHead.transpose(1, 2).reshape(perHead.shape[0], height, width, heads * values).permute(0, 3, 1, 2);
}

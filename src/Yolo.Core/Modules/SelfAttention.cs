using Yolo.Modules.Recording;
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
    internal int Heads => heads;

    /// <summary>d.</summary>
    internal int ValuesOfAHead => values;

    /// <summary>k.</summary>
    internal int KeysOfAHead => keys;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var tokens = Operations.ToHeads(project.call(input), heads); // [B, h, 2k+d, N]
        var query = Operations.Narrow(tokens, 2, 0, keys); // [B, h, k, N]
        var key = Operations.Narrow(tokens, 2, keys, keys); // [B, h, k, N]
        var value = Operations.Narrow(tokens, 2, 2 * keys, values); // [B, h, d, N]
        var attended = Operations.FromHeads(Operations.Attend(query, key, value), input); // [B, C, H, W]
        var located = position.call(Operations.FromHeads(value, input)); // [B, C, H, W]
        return combine.call(Channels.Add(attended, located)).MoveToOuterDisposeScope();
    }
}

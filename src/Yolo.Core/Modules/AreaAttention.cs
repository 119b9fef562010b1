using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Attention of every cell to the cells of its horizontal stripe, with a depthwise convolution that tells where a cell lies.</summary>
/// <remarks>Legend: B images, C channels, H and W cells, N = H·W, a stripes, h heads, d channels of a head.</remarks>
public sealed class AreaAttention : Block
{
    private readonly Conv project;
    private readonly Conv combine;
    private readonly Conv position;
    private readonly int heads;
    private readonly int size;
    private readonly int areas;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="channels">C, a multiple of the heads.</param>
    /// <param name="heads">h.</param>
    /// <param name="areas">a; less than 2: the picture is one stripe. It divides the number of cells.</param>
    public AreaAttention(int channels, int heads, int areas = 1)
        : base("AAttn")
    {
        this.heads = heads;
        this.areas = Math.Max(areas, 1);
        size = channels / heads;
        project = Register("qkv", new Conv(channels, 3 * channels, activation: Activation.Identity));
        combine = Register("proj", new Conv(channels, channels, activation: Activation.Identity));
        position = Register("pe", new Conv(channels, channels, 7, 1, 3, channels, activation: Activation.Identity));
    }

    /// <summary>h.</summary>
    internal int Heads => heads;

    /// <summary>d.</summary>
    internal int ChannelsOfAHead => size;

    /// <summary>a, at least 1.</summary>
    internal int Areas => areas;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var tokens = Operations.ToHeads(project.call(input), heads, areas); // [B, h, (a,) 3d, N/a]
        var axis = tokens.shape.Length - 2;
        var query = Operations.Narrow(tokens, axis, 0, size); // [B, h, (a,) d, N/a]
        var key = Operations.Narrow(tokens, axis, size, size); // [B, h, (a,) d, N/a]
        var value = Operations.Narrow(tokens, axis, 2 * size, size); // [B, h, (a,) d, N/a]
        var attended = Operations.FromHeads(Operations.Attend(query, key, value), input); // [B, C, H, W]
        var located = position.call(Operations.FromHeads(value, input)); // [B, C, H, W]
        return combine.call(Channels.Add(attended, located)).MoveToOuterDisposeScope();
    }
}

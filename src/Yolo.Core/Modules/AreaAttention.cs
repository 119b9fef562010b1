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
    public int Heads => heads;

    /// <summary>d.</summary>
    public int ChannelsOfAHead => size;

    /// <summary>a, at least 1.</summary>
    public int Areas => areas;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (batch, height, width) = (input.shape[0], input.shape[2], input.shape[3]);
        var tokens = project.call(input).permute(0, 2, 3, 1)
            .reshape(batch * areas, height * width / areas, heads, 3 * size).transpose(1, 2); // [B·a, h, N/a, 3d]
        var query = tokens.narrow(3, 0, size); // [B·a, h, N/a, d]
        var key = tokens.narrow(3, size, size); // [B·a, h, N/a, d]
        var value = tokens.narrow(3, 2 * size, size); // [B·a, h, N/a, d]
        var weights = (query.matmul(key.transpose(2, 3)) * Math.Pow(size, -0.5)).softmax(3); // [B·a, h, N/a, N/a]
        var attended = Picture(weights.matmul(value), batch, height, width); // [B, C, H, W]
        var located = position.call(Picture(value, batch, height, width)); // [B, C, H, W]
        return combine.call(Channels.Add(attended, located)).MoveToOuterDisposeScope();
    }

    // [B·a, h, N/a, d] → [B, C, H, W], channels-last in memory.
    private Tensor Picture(Tensor perHead, long batch, long height, long width) =>
        perHead.transpose(1, 2).reshape(batch, height, width, heads * size).permute(0, 3, 1, 2);
}

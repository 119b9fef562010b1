using TorchSharp.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>The cells of a picture as tokens, with a learned linear function of each added to it, through a row of <see cref="TransformerLayer"/>.</summary>
/// <remarks>Legend: B images, C channels, H and W cells, N = H·W tokens.</remarks>
public sealed class TransformerBlock : Block
{
    private readonly Conv? enter;
    private readonly Linear position;
    private readonly Sequential layers;
    private readonly int channels;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels; where they are not the outputs, a 1×1 convolution comes first.</param>
    /// <param name="outputs">Output channels, a multiple of the heads.</param>
    /// <param name="heads">Heads of each attention.</param>
    /// <param name="repeats">Layers in the row.</param>
    public TransformerBlock(int inputs, int outputs, int heads, int repeats)
        : base(nameof(TransformerBlock))
    {
        enter = inputs == outputs ? null : Register("conv", new Conv(inputs, outputs));
        position = Register("linear", nn.Linear(outputs, outputs));
        layers = Register("tr", Channels.Row(Channels.Repeat(repeats, () => new TransformerLayer(outputs, heads))));
        channels = outputs;
    }

    /// <summary>C.</summary>
    internal int OutputChannels => channels;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var picture = enter is null ? input : enter.call(input); // [B, C, H, W]
        var tokens = Operations.Permute(Operations.Reshape(picture, 0, channels, -1), 0, 2, 1); // [B, N, C]
        var placed = Channels.Add(position.call(tokens), tokens);
        var result = Operations.Permute(layers.call(placed), 0, 2, 1); // [B, C, N]
        return Operations.FromHeads(Operations.Reshape(result, 0, 1, channels, -1), picture).MoveToOuterDisposeScope(); // [B, C, H, W]
    }
}

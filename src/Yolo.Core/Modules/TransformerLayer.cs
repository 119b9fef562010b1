using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Attention among tokens, then two linear layers, each with its input added; without norms.</summary>
/// <remarks>Legend: B images, N tokens, C numbers of a token.</remarks>
public sealed class TransformerLayer : Block
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly MultiheadAttention attention;
    private readonly Linear widen;
    private readonly Linear narrow;

    /// <summary>Makes the layer with fresh weights.</summary>
    /// <param name="channels">C, a multiple of the heads.</param>
    /// <param name="heads">Heads of the attention.</param>
    public TransformerLayer(int channels, int heads)
        : base(nameof(TransformerLayer))
    {
        query = Register("q", nn.Linear(channels, channels, hasBias: false));
        key = Register("k", nn.Linear(channels, channels, hasBias: false));
        value = Register("v", nn.Linear(channels, channels, hasBias: false));
        attention = Register("ma", new MultiheadAttention(channels, heads));
        widen = Register("fc1", nn.Linear(channels, channels, hasBias: false));
        narrow = Register("fc2", nn.Linear(channels, channels, hasBias: false));
    }

    /// <summary>Runs the layer.</summary>
    /// <param name="input">[B, N, C].</param>
    /// <returns>[B, N, C].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var attended = attention.call(query.call(input), key.call(input), value.call(input)); // [B, N, C]
        var middle = Channels.Add(attended, input);
        return Channels.Add(narrow.call(widen.call(middle)), middle).MoveToOuterDisposeScope();
    }
}

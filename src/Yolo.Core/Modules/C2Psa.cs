using TorchSharp.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Half of the channels go through a row of <see cref="PsaBlock"/>, half pass by.</summary>
public sealed class C2Psa : Block
{
    private readonly Conv split;
    private readonly Conv merge;
    private readonly Sequential row;
    private readonly int hidden;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels, which the outputs equal.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">Blocks in the row.</param>
    /// <param name="expansion">Channels of a half as a part of the inputs.</param>
    /// <exception cref="ArgumentException">Inputs and outputs differ.</exception>
    public C2Psa(int inputs, int outputs, int repeats = 1, double expansion = 0.5)
        : base("C2PSA")
    {
        if (inputs != outputs)
        {
            throw new ArgumentException(FormattableString.Invariant($"C2PSA needs as many outputs as inputs: {inputs} enter, {outputs} are asked for."));
        }

        hidden = Channels.Hidden(inputs, expansion);
        split = Register("cv1", new Conv(inputs, 2 * hidden));
        merge = Register("cv2", new Conv(2 * hidden, inputs));
        row = Register("m", Channels.Row(Channels.Repeat(repeats, () => new PsaBlock(hidden, 0.5, Math.Max(hidden / 64, 1)))));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var both = split.call(input); // [B, 2·hidden, H, W]
        using var second = Operations.Narrow(both, 1, hidden, hidden);
        using var joined = Channels.Join(Operations.Narrow(both, 1, 0, hidden), row.call(second));
        return merge.call(joined);
    }
}

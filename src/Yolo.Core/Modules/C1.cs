using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>A 1×1 convolution and a row of 3×3 ones around which it is added.</summary>
public sealed class C1 : Block
{
    private readonly Conv reduce;
    private readonly Sequential row;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">3×3 convolutions in the row.</param>
    public C1(int inputs, int outputs, int repeats = 1)
        : base(nameof(C1))
    {
        reduce = Register("cv1", new Conv(inputs, outputs));
        row = Register("m", Channels.Row(Channels.Repeat(repeats, () => new Conv(outputs, outputs, 3))));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var reduced = reduce.call(input);
        return Channels.Add(row.call(reduced), reduced);
    }
}

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>
/// A plain convolution whose outputs are meant for several places; <see cref="CbFuse"/> takes from the joint output the part that it needs.
/// </summary>
public sealed class CbLinear : Block
{
    private readonly Conv2d conv;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Channels of each part.</param>
    /// <param name="kernel">Kernel; null: 1.</param>
    /// <param name="stride">Stride; null: 1.</param>
    /// <param name="padding">Null: such that stride 1 keeps the size.</param>
    /// <param name="groups">Groups of channels.</param>
    public CbLinear(int inputs, IReadOnlyList<int> outputs, Extent? kernel = null, Extent? stride = null, Extent? padding = null, int groups = 1)
        : base("CBLinear")
    {
        Parts = [.. outputs];
        var size = kernel ?? 1;
        conv = Register("conv", nn.Conv2d(
            inputs,
            outputs.Sum(),
            size.ToTuple(),
            (stride ?? 1).ToTuple(),
            (padding ?? size.SamePadding()).ToTuple(),
            groups: groups));
    }

    /// <summary>Channels of each part.</summary>
    internal IReadOnlyList<int> Parts { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => conv.call(input);
}

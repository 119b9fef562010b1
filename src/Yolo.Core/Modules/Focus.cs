using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Every 2×2 cells become four times the channels, then a convolution.</summary>
public sealed class Focus : Block
{
    private readonly Conv conv;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Kernel; null: 1.</param>
    /// <param name="stride">Stride; null: 1.</param>
    /// <param name="padding">Null: such that stride 1 keeps the size.</param>
    /// <param name="groups">Groups of channels.</param>
    public Focus(int inputs, int outputs, Extent? kernel = null, Extent? stride = null, Extent? padding = null, int groups = 1)
        : base(nameof(Focus))
    {
        conv = Register("conv", new Conv(4 * inputs, outputs, kernel, stride, padding, groups));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var joined = Channels.Join(Every(input, 0, 0), Every(input, 1, 0), Every(input, 0, 1), Every(input, 1, 1)); // [B, 4C, H/2, W/2]
        return conv.call(joined);
    }

    private static Tensor Every(Tensor input, int row, int column)
    {
        using var rows = Operations.Every(input, 2, row, 2); // [B, C, H/2, W]
        return Operations.Every(rows, 3, column, 2); // [B, C, H/2, W/2]
    }
}

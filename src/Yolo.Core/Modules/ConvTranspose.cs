using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Transposed convolution, which enlarges the picture; batch norm, or else a bias; activation.</summary>
public sealed class ConvTranspose : Block
{
    private readonly ConvTranspose2d conv;
    private readonly BatchNormalization? norm;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Side of the kernel.</param>
    /// <param name="stride">How much the picture grows.</param>
    /// <param name="padding">Cells cut off on each side.</param>
    /// <param name="hasNorm">Whether batch norm follows, in place of a bias.</param>
    /// <param name="activation">Null: SiLU, whatever the network's default.</param>
    public ConvTranspose(int inputs, int outputs, int kernel = 2, int stride = 2, int padding = 0, bool hasNorm = true, Activation? activation = null)
        : base(nameof(ConvTranspose))
    {
        conv = Register("conv_transpose", nn.ConvTranspose2d(inputs, outputs, kernel, stride, padding, bias: !hasNorm));
        norm = hasNorm ? Register("bn", new BatchNormalization(outputs)) : null;
        Activation = activation ?? Activation.SiLU;
    }

    /// <summary>What is applied last.</summary>
    public Activation Activation { get; internal set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var result = conv.call(input);
        if (norm is not null)
        {
            using var enlarged = result;
            result = norm.call(enlarged);
        }

        return Activation.Apply(result);
    }
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>[B, C, r·H, r·W] as [B, C·r·r, H, W].</summary>
public sealed class PixelUnshuffle : ParameterLessModule<Tensor, Tensor>
{
    internal PixelUnshuffle(long downscale_factor)
        : base(nameof(PixelUnshuffle))
    {
        this.downscale_factor = downscale_factor;
    }

    /// <summary>The factor.</summary>
    public long downscale_factor { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.pixel_unshuffle(input, downscale_factor);
}

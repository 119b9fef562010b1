using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>[B, C·r·r, H, W] as [B, C, r·H, r·W].</summary>
public sealed class PixelShuffle : ParameterLessModule<Tensor, Tensor>
{
    internal PixelShuffle(long upscale_factor)
        : base(nameof(PixelShuffle))
    {
        this.upscale_factor = upscale_factor;
    }

    /// <summary>The factor.</summary>
    public long upscale_factor { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.pixel_shuffle(input, upscale_factor);
}

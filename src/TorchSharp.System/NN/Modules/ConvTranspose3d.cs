using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A transposed convolution over [B, C, D, H, W].</summary>
public sealed class ConvTranspose3d : ConvolutionTranspose
{
    internal ConvTranspose3d(
        long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] output_padding, long[] dilation, long groups,
        bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(
            nameof(ConvTranspose3d), in_channels, out_channels, kernel_size, stride, padding, null, dilation, true, output_padding, groups, bias, padding_mode,
            device, dtype)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of dimensions or channels is wrong, or the output size cannot be reached.</exception>
    public override Tensor forward(Tensor input, long[]? output_size)
    {
        RequireShape(input, 3);
        var extra = _output_padding(input, output_size, kernel_size, stride, padding!, dilation, 3);
        return nn.functional.conv_transpose3d(input, weight, bias, stride, padding, extra, dilation, groups);
    }
}

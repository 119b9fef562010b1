using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A convolution over [B, C, H, W].</summary>
public sealed class Conv2d : Convolution
{
    private static readonly long[] NoPadding = [0, 0];

    internal Conv2d(
        long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation, long groups,
        bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv2d), in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, false, new long[2], groups, bias, padding_mode,
            device, dtype)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of dimensions or channels is wrong.</exception>
    public override Tensor forward(Tensor input)
    {
        RequireShape(input, 2);
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = Padded(input);
            return nn.functional.conv2d(padded, weight, bias, stride, NoPadding, dilation, groups);
        }

        return padding_type is { } rule
            ? nn.functional.conv2d_padding(input, weight, bias, stride, rule, dilation, groups)
            : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }
}

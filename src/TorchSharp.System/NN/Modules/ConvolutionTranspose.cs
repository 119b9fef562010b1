using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What transposed convolutions have in common.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    /// <summary>Makes weights and bias.</summary>
    protected ConvolutionTranspose(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(
            name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode,
            device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => forward(input, null);

    /// <summary>Computes the output in a given size.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output_size">The output's size in each direction; null for the smallest plus the output padding.</param>
    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>The output padding that makes the output the given size.</summary>
    /// <exception cref="ArgumentException">The size cannot be reached.</exception>
    protected long[] _output_padding(
        Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
    {
        if (output_size is null)
        {
            return [.. output_padding];
        }

        var shape = input.shape;
        var others = shape.Length - (int)num_spatial_dims;
        var wanted = output_size.Length == shape.Length ? output_size[others..] : output_size;
        if (wanted.Length != num_spatial_dims)
        {
            throw new ArgumentException(FormattableString.Invariant($"The output size needs {num_spatial_dims} or {shape.Length} numbers; it has {output_size.Length}."), nameof(output_size));
        }

        var extra = new long[num_spatial_dims];
        for (var i = 0; i < extra.Length; i++)
        {
            var smallest = ((shape[others + i] - 1) * stride[i]) - (2 * padding[i]) + (dilation[i] * (kernel_size[i] - 1)) + 1;
            extra[i] = wanted[i] - smallest;
            if (extra[i] < 0 || extra[i] >= stride[i])
            {
                throw new ArgumentException(FormattableString.Invariant($"The output size {wanted[i]} in direction {i} is not from {smallest} to {smallest + stride[i] - 1}."), nameof(output_size));
            }
        }

        return extra;
    }
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

public abstract partial class Convolution
{
    /// <summary>Sets the padding of each direction.</summary>
    public void SetPadding(long[] padding)
    {
        padding_type = null;
        this.padding = padding;
        _reversed_padding_repeated_twice = new long[2 * padding.Length];
        for (var i = 0; i < padding.Length; i++)
        {
            var place = 2 * (padding.Length - 1 - i);
            _reversed_padding_repeated_twice[place] = _reversed_padding_repeated_twice[place + 1] = padding[i];
        }
    }

    /// <summary>Sets the padding by rule.</summary>
    /// <exception cref="ArgumentException">The convolution is transposed, or the rule is "same" and a stride is not 1.</exception>
    public void SetPadding(Padding padding)
    {
        if (transposed)
        {
            throw new ArgumentException("A transposed convolution has no padding rule: give numbers.", nameof(padding));
        }

        if (padding == Padding.Same && stride.Any(step => step != 1))
        {
            throw new ArgumentException("Padding 'same' needs a stride of 1.", nameof(padding));
        }

        this.padding = null;
        padding_type = padding;
        _reversed_padding_repeated_twice = new long[2 * kernel_size.Length];
        for (var i = 0; padding == Padding.Same && i < kernel_size.Length; i++)
        {
            var total = dilation[i] * (kernel_size[i] - 1);
            var last = 2 * (kernel_size.Length - 1 - i);
            _reversed_padding_repeated_twice[last] = total / 2;
            _reversed_padding_repeated_twice[last + 1] = total - (total / 2);
        }
    }

    /// <summary>Whether the input has the right number of dimensions and channels.</summary>
    /// <param name="input">The input, with or without a batch.</param>
    /// <param name="dimensions">The directions: 1, 2 or 3.</param>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == in_channels) || (shape.Length == dimensions + 1 && shape[0] == in_channels);
    }

    private protected void RequireShape(Tensor input, long dimensions)
    {
        if (!ValidateShape(input, dimensions))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{GetType().Name} takes {in_channels} channels in {dimensions + 2} dimensions, or {dimensions + 1} without a batch; it got [{string.Join(", ", input.shape)}]."));
        }
    }

    private protected Tensor Padded(Tensor input) => nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
}

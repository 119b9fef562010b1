using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The largest value in each window of the last two dimensions.</summary>
public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
        : base(nameof(MaxPool2d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.ceil_mode = ceil_mode;
    }

    /// <summary>The window's height and width.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The step from window to window; null for the window's size.</summary>
    [AllowNull]
    public long[] stride { get; set; }

    /// <summary>How far windows reach over the edge.</summary>
    [AllowNull]
    public long[] padding { get; set; }

    /// <summary>The step between the values of a window.</summary>
    [AllowNull]
    public long[] dilation { get; set; }

    /// <summary>Whether a window that ends outside counts.</summary>
    public bool ceil_mode { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>The largest values, and where in the picture each was found.</summary>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) =>
        nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}

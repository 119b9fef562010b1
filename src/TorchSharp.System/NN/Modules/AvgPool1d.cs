using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The mean of each window of the last dimension.</summary>
public sealed class AvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool1d(long kernel_size, long? stride, long? padding, bool ceil_mode, bool count_include_pad)
        : base(nameof(AvgPool1d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.ceil_mode = ceil_mode;
        this.count_include_pad = count_include_pad;
    }

    /// <summary>The window's size.</summary>
    public long kernel_size { get; set; }

    /// <summary>The step from window to window; null for the window's size.</summary>
    public long? stride { get; set; }

    /// <summary>How far windows reach over the edge.</summary>
    public long? padding { get; set; }

    /// <summary>Whether a window that ends outside counts.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether the padding counts in the mean.</summary>
    public bool count_include_pad { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
}

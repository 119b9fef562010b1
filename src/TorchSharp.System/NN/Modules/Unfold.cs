using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The windows of [B, C, H, W] as columns.</summary>
public sealed class Unfold : ParameterLessModule<Tensor, Tensor>
{
    internal Unfold((long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride)
        : base(nameof(Unfold))
    {
        this.kernel_size = kernel_size;
        this.dilation = dilation;
        this.padding = padding;
        this.stride = stride;
    }

    /// <summary>The window's size.</summary>
    public (long, long) kernel_size { get; set; }

    /// <summary>The step between the values of a window.</summary>
    public (long, long) dilation { get; set; }

    /// <summary>How far windows reach over the edge.</summary>
    public (long, long) padding { get; set; }

    /// <summary>The step from window to window; null for the window's size.</summary>
    public (long, long) stride { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.unfold(tensor, kernel_size, dilation, padding, stride);
}

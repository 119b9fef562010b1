using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Columns as sums in [B, C, H, W].</summary>
public sealed class Fold : ParameterLessModule<Tensor, Tensor>
{
    internal Fold((long, long) output_size, (long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride)
        : base(nameof(Fold))
    {
        this.output_size = output_size;
        this.kernel_size = kernel_size;
        this.dilation = dilation;
        this.padding = padding;
        this.stride = stride;
    }

    /// <summary>The output's size.</summary>
    public (long, long) output_size { get; set; }

    /// <summary>The window's size.</summary>
    public (long, long) kernel_size { get; set; }

    /// <summary>The step between the values of a window.</summary>
    public (long, long) dilation { get; set; }

    /// <summary>How far windows reach over the edge.</summary>
    public (long, long) padding { get; set; }

    /// <summary>The step from window to window; null for the window's size.</summary>
    public (long, long) stride { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.fold(tensor, output_size, kernel_size, dilation, padding, stride);
}

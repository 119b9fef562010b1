using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Means over as many windows of the last dimension as the output has places.</summary>
public sealed class AdaptiveAvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool1d(long output_size)
        : base(nameof(AdaptiveAvgPool1d))
    {
        this.output_size = output_size;
    }

    /// <summary>The output's size.</summary>
    public long output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool1d(input, output_size);
}
